using System.Collections.Immutable;
using Pulumi.Sdk.Tests.Support;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Inputs that are refused, and how it is said (I27 to I37).</summary>
public sealed class InputErrorTests
{
    public static TheoryData<object> Unsupported =>
    [
        1L, (short)1, 1.5f, 1.5m, Guid.Empty, DateTime.UnixEpoch, TimeSpan.Zero, new Uri("https://example.com"),
        new HashSet<string>(), new { A = 1 },
    ];

    [Theory]
    [MemberData(nameof(Unsupported), DisableDiscoveryEnumeration = true)]
    public async Task I27_other_types_are_refused_with_the_key(object value)
    {
        var error = Assert.Single(await ErrorsOfAsync(new AnyArgs { Value = value }));
        Assert.Contains("System.InvalidOperationException: error serializing property \"value\": ", error,
            StringComparison.Ordinal);
        Assert.Contains($"{value.GetType().FullName} is not a supported argument type.\n\t", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I28_dictionaries_need_string_keys()
    {
        var error = Assert.Single(await ErrorsOfAsync(new AnyArgs { Value = new Dictionary<int, string> { [1] = "x" } }));
        Assert.Contains("Dictionaries are only supported with string keys:\n\t", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I29_R5_a_faulted_output_is_told_with_the_key()
    {
        var errors = await ErrorsOfAsync(new AnyArgs
        {
            Other = Output.Create(Task.FromException<string>(new FormatException("bad source"))),
        });
        Assert.Contains(errors, error => error.Contains(
            "System.InvalidOperationException: error serializing property \"other\": bad source", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I30_private_inherited_and_get_only_members_count_but_not_private_ones_of_a_base_class()
    {
        var inputs = await Run.InputsAsync(new DerivedArgs());
        Assert.Equal(["derived", "field", "get-only"], inputs.Keys.Order());
    }

    [Fact]
    public async Task I31_two_members_with_one_name_have_to_agree()
    {
        var error = Assert.Single(await ErrorsOfAsync(new TwiceArgs { First = "a", Second = "b" }));
        Assert.Contains(
            "An element with the same key but a different value already exists. Key: 'same'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I32_a_required_input_that_was_never_set_fails_the_test_not_the_constructor()
    {
        var constructed = false;
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(new RecordingMocks(), () =>
        {
            _ = new AnyResource("r", new RequiredArgs());
            constructed = true;
        }));
        Assert.True(constructed);
        Assert.Contains(
            $"[Input] {typeof(RequiredArgs).FullName}.Needed is required but was not given a value (Parameter 'Needed')",
            Assert.Single(errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task I33_a_required_input_of_a_nested_object_is_told_with_the_outer_key()
    {
        var error = Assert.Single(await ErrorsOfAsync(new AnyArgs { Value = new RequiredArgs() }));
        Assert.Contains("error serializing property \"value\": [Input] ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I34_an_output_of_null_satisfies_a_required_input() =>
        Assert.Empty(await Run.InputsAsync(new RequiredArgs { Needed = Output.Create((string)null!) }));

    [Fact]
    public void I36_a_dictionary_of_args_takes_these_types() => Assert.NotNull(new DictionaryResourceArgs(
        new Dictionary<string, object?>
        {
            ["null"] = null,
            ["text"] = "x",
            ["flag"] = true,
            ["number"] = 1,
            ["ratio"] = 1.5,
            ["enum"] = Color.Red,
            ["sku"] = Sku.Basic,
            ["union"] = Union<string, int>.FromT1(1),
            ["list"] = ImmutableArray.Create<object>("x"),
            ["map"] = ImmutableDictionary<string, object>.Empty,
            ["output"] = Output.Create("x"),
        }.ToImmutableDictionary()));

    [Fact]
    public void I37_and_refuses_the_others_at_once()
    {
        foreach (var value in new object[] { new InputList<string>(), new List<string>(), new Dictionary<string, string>(),
            Task.FromResult(1) })
        {
            var error = Assert.Throws<InvalidOperationException>(() => Dictionary(value));
            Assert.StartsWith("dictionary contains invalid type ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(
                ":\n    The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>",
                error.Message,
                StringComparison.Ordinal);
        }
        foreach (var value in new object[] { new string[1], new AnyArgs(), new StringAsset("x"), new Uri("https://example.com") })
        {
            var error = Assert.Throws<InvalidOperationException>(() => Dictionary(value));
            Assert.EndsWith(
                ". Allowed types are:\n    String, Boolean, Int32, Double,\n    Nullable<...>, ImmutableArray<...> and "
                + "ImmutableDictionary<string, ...> or\n    a class explicitly marked with the [OutputTypeAttribute].",
                error.Message,
                StringComparison.Ordinal);
        }
        Assert.Throws<NullReferenceException>(() => new DictionaryResourceArgs(null!));
    }

    private static DictionaryResourceArgs Dictionary(object value) =>
        new(ImmutableDictionary<string, object?>.Empty.Add("key", value));

    private static Task<string[]> ErrorsOfAsync(ResourceArgs args) =>
        Run.ErrorsAsync(() => Run.UpdateAsync(new RecordingMocks(), () => _ = new AnyResource("r", args)));

    private class BaseArgs : ResourceArgs
    {
        [Input("private")]
        private readonly string _inherited = "a";

        [Input("get-only")]
        public int GetOnly => _inherited.Length;
    }

    private sealed class DerivedArgs : BaseArgs
    {
        [Input("field")]
        public List<string> Field = ["x"];

        [Input("derived")]
        private AnyArgs Derived { get; } = new();

        public string NoInput => Derived.ToString()!;
    }

    private sealed class TwiceArgs : ResourceArgs
    {
        [Input("same")]
        public string? First { get; set; }

        [Input("same")]
        public string? Second { get; set; }
    }

    private sealed class RequiredArgs : ResourceArgs
    {
        [Input("needed", required: true)]
        public Input<string>? Needed { get; set; }
    }
}
