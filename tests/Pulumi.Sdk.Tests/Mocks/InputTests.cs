using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>What mocks receive of inputs (I rows).</summary>
public sealed class InputTests
{
    public static TheoryData<string, object?, object?> Scalars => new()
    {
        { "I9 int", 3, 3.0 },
        { "I9 negative", -3.5, -3.5 },
        { "I9 large", 1e300, 1e300 },
        { "I9 C# enum", Color.Green, 2.0 },
        { "I8 empty string", "", "" },
        { "I8 zero", 0, 0.0 },
        { "I8 false", false, false },
        { "I10 enum struct", Sku.Basic, "Basic" },
        { "I10 default enum struct", default(Sku), null },
        { "I19 union of text", Union<string, int>.FromT0("a"), "a" },
        { "I19 union of number", Union<string, int>.FromT1(1), 1.0 },
        { "I11 secret", Output.CreateSecret("pw"), "pw" },
        { "I7 output of null", Output.Create((string?)null), null },
        { "I12 unknown", OutputUtilities.CreateUnknown("x"), null },
        { "I12 the sentinel itself", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", null },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public async Task Scalars_arrive_as_text_double_or_bool(string row, object? given, object? expected)
    {
        Assert.NotEmpty(row);
        Assert.Equal(expected, await Run.InputAsync(given!));
    }

    [Fact]
    public async Task I2_to_I4_type_name_provider_and_id_of_an_ordinary_resource()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () => _ = new AnyResource("r"));
        var args = Assert.Single(mocks.Resources);
        Assert.Equal(("test:m:Any", "r", "", ""), (args.Type, args.Name, args.Provider, args.Id));
    }

    [Fact]
    public async Task I5_nested_values_are_immutable_dictionaries_and_lists_of_objects()
    {
        var value = await Run.InputAsync(new Dictionary<string, object> { ["list"] =
            new object[] { 1, new Dictionary<string, object>() } });
        var map = Assert.IsType<ImmutableDictionary<string, object>>(value);
        var list = Assert.IsType<ImmutableArray<object>>(map["list"]);
        Assert.Equal(1.0, list[0]);
        Assert.IsType<ImmutableDictionary<string, object>>(list[1]);
    }

    [Fact]
    public async Task I6_no_args_are_an_empty_dictionary()
    {
        Assert.Empty(await Run.InputsAsync(null));
        Assert.Empty(await Run.InputsAsync(ResourceArgs.Empty));
    }

    [Fact]
    public async Task I12_one_unknown_element_drops_the_whole_property()
    {
        var unknown = OutputUtilities.CreateUnknown("x");
        var inList = await Run.InputsAsync(new ListArgs { List = { "a", unknown }, Other = "stays" });
        Assert.Equal(["other"], inList.Keys);
        var inMap = await Run.InputsAsync(new AnyArgs { Value =
            new Dictionary<string, object> { ["k"] = Output.CreateSecret(unknown) } });
        Assert.Empty(inMap);
    }

    [Fact]
    public async Task I13_I14_nulls_stay_in_lists_and_JSON_and_are_dropped_from_maps()
    {
        var list = Assert.IsType<ImmutableArray<object>>(await Run.InputAsync(new object?[] { "a", null }));
        Assert.Equal<object?>(["a", null], list);
        var map = Assert.IsType<ImmutableDictionary<string, object>>(
            await Run.InputAsync(new Dictionary<string, object?> { ["n"] = null, ["k"] = 1 }));
        Assert.Equal(["k"], map.Keys);
        var json = Assert.IsType<ImmutableDictionary<string, object>>(
            await Run.InputAsync(JsonDocument.Parse("""{"n":null}""").RootElement));
        Assert.True(json.ContainsKey("n"));
        Assert.Null(json["n"]);
    }

    [Fact]
    public async Task I15_I16_a_list_that_was_touched_is_present_and_empty()
    {
        Assert.Empty(await Run.InputsAsync(new ListArgs()));
        var touched = new ListArgs();
        _ = touched.List;
        Assert.Equal(ImmutableArray<object>.Empty, (ImmutableArray<object>)(await Run.InputsAsync(touched))["list"]);
        var plain = await Run.InputsAsync(new PlainArgs { Array = default(ImmutableArray<string>) });
        Assert.Equal(ImmutableArray<object>.Empty, (ImmutableArray<object>)plain["array"]);
    }

    [Fact]
    public async Task I17_nested_args_are_dictionaries_by_wire_name_also_when_empty()
    {
        var map = Assert.IsType<ImmutableDictionary<string, object>>(await Run.InputAsync(new AnyArgs { Other = "x" }));
        Assert.Equal("x", map["other"]);
        Assert.Empty(Assert.IsType<ImmutableDictionary<string, object>>(await Run.InputAsync(new AnyArgs())));
    }

    [Fact]
    public async Task I18_keys_with_two_underscores_are_dropped_except_at_the_top()
    {
        var nested = Assert.IsType<ImmutableDictionary<string, object>>(
            await Run.InputAsync(new Dictionary<string, object> { ["__secret"] = 1, ["a.b/c"] = 2 }));
        Assert.Equal(["a.b/c"], nested.Keys);
        var top = await Run.InputsAsync(new DictionaryResourceArgs(
            ImmutableDictionary<string, object?>.Empty.Add("__top", "stays")));
        Assert.Equal("stays", top["__top"]);
    }

    [Fact]
    public async Task I20_assets_arrive_as_new_objects()
    {
        var given = new StringAsset("text");
        var arrived = await Run.InputAsync(given);
        Assert.IsType<StringAsset>(arrived);
        Assert.NotSame(given, arrived);
        var list = Assert.IsType<ImmutableArray<object>>(await Run.InputAsync(new object[]
        {
            new FileAsset("f"), new RemoteAsset("u"), new FileArchive("d"), new RemoteArchive("z"),
            new AssetArchive(new Dictionary<string, AssetOrArchive> { ["a"] = given }),
        }));
        Assert.Equal(
            [typeof(FileAsset), typeof(RemoteAsset), typeof(FileArchive), typeof(RemoteArchive), typeof(AssetArchive)],
            list.Select(item => item.GetType()));
    }

    [Fact]
    public async Task I25_a_resource_arrives_as_an_instance_of_its_class_if_there_is_one()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () =>
        {
            _ = new AnyResource("user", new AnyArgs { Value = new Widget("w") });
            _ = new AnyResource("other", new AnyArgs { Value = new AnyResource("plain") });
        });
        Assert.IsType<Widget>(mocks.InputsOf("user")["value"]);
        var unknown = Assert.IsType<Resource>(mocks.InputsOf("other")["value"], exactMatch: false);
        Assert.False(unknown.GetType().IsPublic);
    }

    [Fact]
    public async Task I35_args_changed_after_the_constructor_come_too_late()
    {
        var mocks = new RecordingMocks();
        await Run.UpdateAsync(mocks, () =>
        {
            var args = new ListArgs { List = { "before" } };
            _ = new AnyResource("r", args);
            args.List.Add("after");
        });
        Assert.Equal(["before"], (ImmutableArray<object>)mocks.InputsOf("r")["list"]);
    }

    [Fact]
    public async Task I38_inputs_may_be_nested_deeply()
    {
        object value = "core";
        for (var depth = 0; depth < 150; depth++)
            value = new Dictionary<string, object> { ["in"] = value };
        Assert.NotNull(await Run.InputAsync(value));
    }

    private sealed class ListArgs : ResourceArgs
    {
        [Input("list")]
        private InputList<string>? _list;

        [Input("other")]
        public Input<string>? Other { get; set; }

        public InputList<string> List
        {
            get => _list ??= [];
            set => _list = value;
        }
    }

    private sealed class PlainArgs : ResourceArgs
    {
        [Input("array")]
        public ImmutableArray<string>? Array { get; set; }
    }
}
