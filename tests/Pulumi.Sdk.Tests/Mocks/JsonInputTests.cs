using System.Collections.Immutable;
using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Inputs marked as JSON travel as text of a certain form (I21 to I24).</summary>
public sealed class JsonInputTests
{
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private const string SecretText =
        """{ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "pw" }""";

    /// <summary>The keys are in the order of the invariant culture, in which this process runs.</summary>
    public static TheoryData<object?, string?> Texts => new()
    {
        { new Dictionary<string, object> { ["name"] = "a", ["count"] = 3 }, """{ "count": 3, "name": "a" }""" },
        { new[] { "x", "y" }, """[ "x", "y" ]""" },
        { new Dictionary<string, object>(), "{ }" },
        { Array.Empty<string>(), "[ ]" },
        { new Dictionary<string, object> { ["Z"] = 1, ["b"] = 1, ["A"] = 1, ["a"] = 1, ["_"] = 1 },
            """{ "A": 1, "Z": 1, "_": 1, "a": 1, "b": 1 }""" },
        { new Dictionary<string, object?> { ["n"] = null }, "{ }" },
        { new object?[] { null, 1 }, "[ null, 1 ]" },
        { "plain", "\"plain\"" },
        { 5, "5" },
        { true, "true" },
        { 1e21, "1e+21" },
        { "<&\u00e4>", "\"\\u003c&\u00e4\\u003e\"" },
        { Output.CreateSecret("pw"), SecretText },
    };

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public async Task I22_to_I24_the_text_of_a_value(object? value, string? expected) =>
        Assert.Equal(expected, (await Run.InputsAsync(new JsonArgs { Json = value! })).GetValueOrDefault("json"));

    [Fact]
    public async Task I23_an_unknown_output_as_the_value_is_the_sentinel() => Assert.Equal(
        Unknown, ((string)(await Run.InputsAsync(new JsonArgs { Json = OutputUtilities.CreateUnknown("x") }))["json"]).Trim('"'));

    [Fact]
    public async Task I23_an_unknown_member_is_the_sentinel_inside_the_text()
    {
        var inputs = await Run.InputsAsync(new JsonArgs
        {
            Json = new Dictionary<string, object> { ["k"] = OutputUtilities.CreateUnknown("x") },
        });
        Assert.Equal($$"""{ "k": "{{Unknown}}" }""", inputs["json"]);
    }

    [Fact]
    public async Task I24_a_secret_member_is_marked_inside_the_text()
    {
        var inputs = await Run.InputsAsync(new JsonArgs
        {
            Json = new Dictionary<string, object> { ["k"] = Output.CreateSecret("pw") },
        });
        Assert.Equal($$"""{ "k": {{SecretText}} }""", inputs["json"]);
    }

    [Fact]
    public async Task I23_I24_an_input_that_is_unknown_itself_is_absent_and_a_secret_one_is_plain_text()
    {
        Assert.Empty(await Run.InputsAsync(new JsonArgs { Text = OutputUtilities.CreateUnknown("x") }));
        Assert.Equal("\"pw\"", (await Run.InputsAsync(new JsonArgs { Text = Output.CreateSecret("pw") }))["text"]);
    }

    [Fact]
    public async Task I21_InputJson_is_no_text_but_the_values()
    {
        var inputs = await Run.InputsAsync(new JsonArgs { Element = """{"a":[1,true,"x"]}""" });
        var map = Assert.IsType<ImmutableDictionary<string, object>>(inputs["element"]);
        Assert.Equal([1.0, true, "x"], Assert.IsType<ImmutableArray<object>>(map["a"]));
    }

    private sealed class JsonArgs : ResourceArgs
    {
        [Input("json", json: true)]
        public Input<object>? Json { get; set; }

        [Input("text", json: true)]
        public Input<string>? Text { get; set; }

        [Input("element")]
        public InputJson? Element { get; set; }
    }
}
