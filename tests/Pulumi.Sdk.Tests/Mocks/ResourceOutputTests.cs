using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>What a resource's outputs become of the state that a mock returns (N rows).</summary>
public sealed class ResourceOutputTests
{
    [Fact]
    public async Task N1_state_may_be_any_dictionary_an_args_object_or_a_JSON_object()
    {
        foreach (var state in new object[]
        {
            new Dictionary<string, object> { ["text"] = "x" },
            new SortedDictionary<string, string> { ["text"] = "x" },
            ImmutableDictionary<string, object>.Empty.Add("text", Output.Create("x")),
            new TextArgs { Text = "x" },
            JsonDocument.Parse("""{"text":"x"}""").RootElement,
        })
            Assert.Equal("x", (await OutputAsync(state, widget => widget.Text)).Value);
    }

    [Fact]
    public async Task N2_other_states_are_refused()
    {
        Assert.Contains("is not a supported argument type.\n\t", await ErrorAsync(new { text = "x" }), StringComparison.Ordinal);
        Assert.Contains("System.Int64 is not a supported", await ErrorAsync(new Dictionary<string, object> { ["text"] = 1L }),
            StringComparison.Ordinal);
        Assert.Contains(
            "Tasks are not allowed inside ResourceArgs. Please wrap your Task in an Output:\n\t.text",
            await ErrorAsync(new Dictionary<string, object> { ["text"] = Task.FromResult("x") }),
            StringComparison.Ordinal);
        Assert.Contains("NullReferenceException", await ErrorAsync(null!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task N3_keys_are_case_sensitive_wire_names_and_others_are_ignored()
    {
        var state =
            new Dictionary<string, object> { ["Text"] = "no", ["id"] = "no", ["urn"] = "no", ["Unnamed"] = "yes", ["more"] = 1 };
        Assert.Null((await OutputAsync(state, widget => widget.Text)).Value);
        Assert.Equal("w-id", (await OutputAsync(state, widget => widget.Id)).Value);
        Assert.Equal("yes", (await OutputAsync(state, widget => widget.Unnamed)).Value);
    }

    [Fact]
    public async Task N4_what_is_missing_is_unknown_in_a_preview_and_default_in_an_update()
    {
        var empty = new Dictionary<string, object?> { ["count"] = null };
        Assert.False((await OutputAsync(empty, widget => widget.Text, preview: true)).IsKnown);
        Assert.False((await OutputAsync(empty, widget => widget.Count, preview: true)).IsKnown);
        Assert.Equal((null, true, false), await OutputAsync(empty, widget => widget.Text));
        Assert.Equal((0, true, false), await OutputAsync(empty, widget => widget.Count));
        Assert.True((await OutputAsync(empty, widget => widget.List)).Value.IsDefault);
        Assert.Equal(Color.None, (await OutputAsync(empty, widget => widget.Color)).Value);
        Assert.True((await OutputAsync(empty, widget => widget.Union)).Value.IsT0);
    }

    [Fact]
    public async Task N5_every_output_depends_on_its_resource_only() => await WithWidgetAsync(
        new Dictionary<string, object> { ["text"] = "x" },
        async widget =>
        {
            Assert.Equal(["w"], await Run.DependenciesAsync(widget.Text));
            Assert.Equal(["w"], await Run.DependenciesAsync(widget.Id));
        });

    [Fact]
    public async Task N6_N7_N8_values_of_the_wrong_type_become_defaults_and_numbers_are_cut()
    {
        var wrong = new Dictionary<string, object>
        {
            ["text"] = 5, ["count"] = "5", ["flag"] = "true", ["list"] = "x", ["ratio"] = "1",
        };
        Assert.Equal((null, true, false), await OutputAsync(wrong, widget => widget.Text));
        Assert.Equal((0, true, false), await OutputAsync(wrong, widget => widget.Count));
        Assert.Equal((false, true, false), await OutputAsync(wrong, widget => widget.Flag));
        Assert.True((await OutputAsync(wrong, widget => widget.List)).Value.IsDefault);
        Assert.Equal(5, (await OutputAsync(new Dictionary<string, object> { ["count"] = 5.7 }, widget => widget.Count)).Value);
        Assert.Equal(int.MaxValue,
            (await OutputAsync(new Dictionary<string, object> { ["count"] = 1e12 }, widget => widget.Count)).Value);
        Assert.Equal(0,
            (await OutputAsync(new Dictionary<string, object> { ["count"] = double.NaN }, widget => widget.Count)).Value);
        Assert.Equal("Odd",
            (string)(await OutputAsync(new Dictionary<string, object> { ["sku"] = "Odd" }, widget => widget.Sku)).Value);
        Assert.Equal((Color)9,
            (await OutputAsync(new Dictionary<string, object> { ["color"] = 9 }, widget => widget.Color)).Value);
    }

    [Fact]
    public async Task N9_a_union_holds_what_fits()
    {
        Assert.Equal("a",
            (await OutputAsync(new Dictionary<string, object> { ["union"] = "a" }, widget => widget.Union)).Value.AsT0);
        Assert.Equal(3, (await OutputAsync(new Dictionary<string, object> { ["union"] = 3 }, widget => widget.Union)).Value.AsT1);
        Assert.Equal(default,
            (await OutputAsync(new Dictionary<string, object> { ["union"] = true }, widget => widget.Union)).Value);
    }

    [Fact]
    public async Task N10_output_types_are_built_through_their_constructor()
    {
        var state = new Dictionary<string, object>
        {
            ["nested"] = new Dictionary<string, object> { ["name"] = "n", ["class"] = "c", ["wire-name"] = "r" },
        };
        var part = (await OutputAsync(state, widget => widget.Nested)).Value!;
        Assert.Equal(("n", 0, "c", "r"), (part.Name, part.Size, part.Class, part.Renamed));
        Assert.True(part.Tags.IsDefault);
    }

    [Fact]
    public async Task N11_an_object_is_double_text_bool_or_an_immutable_collection()
    {
        var state = new Dictionary<string, object>
        {
            ["any"] = JsonDocument.Parse("""{"n":null,"__x":1,"list":[1,null,"a"]}""").RootElement,
            ["json"] = "text",
        };
        var map = Assert.IsType<ImmutableDictionary<string, object>>((await OutputAsync(state, widget => widget.Any)).Value);
        Assert.Null(Assert.Contains("n", map));
        Assert.Equal<object?>([1.0, null, "a"], Assert.IsType<ImmutableArray<object>>(map["list"]));
        Assert.Equal("text", (await OutputAsync(state, widget => widget.Json)).Value.GetString());
    }

    [Fact]
    public async Task N12_N13_a_secret_or_unknown_anywhere_makes_the_whole_output_so()
    {
        var secret = new Dictionary<string, object> { ["list"] = new object[] { "a", Output.CreateSecret("b") } };
        Assert.Equal(["a", "b"], (await OutputAsync(secret, widget => widget.List)).Value);
        Assert.True((await OutputAsync(secret, widget => widget.List)).IsSecret);
        var unknown = new Dictionary<string, object> { ["list"] = new object[] { "a", OutputUtilities.CreateUnknown("b") } };
        Assert.False((await OutputAsync(unknown, widget => widget.List)).IsKnown);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("x", true)]
    public async Task N15_an_id_that_is_missing_or_empty_is_unknown_in_an_update_too(string? id, bool isKnown)
    {
        var mocks =
            new RecordingMocks { OnResource = _ => Task.FromResult<(string?, object)>((id, new Dictionary<string, object>())) };
        await Run.UpdateAsync(mocks, async () => Assert.Equal(isKnown, (await Run.StateAsync(new AnyResource("r").Id)).IsKnown));
        await Run.UpdateAsync(mocks, async () =>
        {
            var imported = new AnyResource("i", null, new() { ImportId = "imported" });
            if (id is null)
                Assert.Equal("imported", (await Run.StateAsync(imported.Id)).Value);
        });
    }

    private static async Task<(T Value, bool IsKnown, bool IsSecret)> OutputAsync<T>(
        object state, Func<Widget, Output<T>> output, bool preview = false)
    {
        var result = default((T, bool, bool));
        await WithWidgetAsync(state, async widget => result = await Run.StateAsync(output(widget)), preview);
        return result;
    }

    private static Task WithWidgetAsync(object state, Func<Widget, Task> check, bool preview = false) => Deployment.TestAsync(
        RecordingMocks.WithState(state), new Testing.TestOptions { IsPreview = preview }, () => check(new Widget("w")));

    private static async Task<string> ErrorAsync(object state) =>
        (await Run.ErrorsAsync(() => Run.UpdateAsync(RecordingMocks.WithState(state), () => _ = new Widget("w"))))[0];

    private sealed class TextArgs : ResourceArgs
    {
        [Input("text")]
        public Input<string>? Text { get; set; }
    }
}
