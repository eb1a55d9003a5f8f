using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Sdk.Tests;

/// <summary>
/// What the compiler accepts (G rows of the observed behaviour): each line is the test, running it checks the values.
/// </summary>
public sealed class CompilesTests
{
    private static readonly Output<string> AnOutput = Output.Create("o");
    private static readonly Input<string> AnInput = "i";

    [Fact]
    public async Task G3_collection_expressions_make_lists_of_plain_values_outputs_and_inputs()
    {
        string[] array = ["x", "y"];
        InputList<string> mixed = ["a", AnOutput, AnInput];
        InputList<string> empty = [];
        InputList<string> spread = [.. array];
        Assert.Equal(["a", "o", "i"], await Values(mixed));
        Assert.Empty(await Values(empty));
        Assert.Equal(array, await Values(spread));
    }

    [Fact]
    public async Task G4_maps_are_filled_by_indexer_and_by_pairs()
    {
        InputMap<string> byIndexer = new() { ["a"] = "b" };
        InputMap<string> byPairs = new() { { "a", AnOutput } };
        var args = new MapArgs { Map = { ["a"] = "b" } };
        var more = new MapArgs { Map = { { "a", "b" } } };
        Assert.Equal("b", (await Known(byIndexer.ToOutput()))["a"]);
        Assert.Equal("o", (await Known(byPairs.ToOutput()))["a"]);
        Assert.Equal("b", (await Known(args.Map.ToOutput()))["a"]);
        Assert.Equal("b", (await Known(more.Map.ToOutput()))["a"]);
    }

    [Fact]
    public async Task G1_G12_G15_G16_inputs_from_conditions_outputs_and_numbers()
    {
        var condition = DateTime.UnixEpoch.Year == 1970;
        Input<string> either = condition ? "a" : AnOutput;
        Output<string> fromInput = AnInput;
        Input<double> number = 5;
        Input<int?> optional = 5;
        Input<object> anything = new Dictionary<string, object> { ["k"] = 1 };
        InputMap<object> objects = new Dictionary<string, object> { ["k"] = 1 };
        Assert.Equal("a", await Known(either.ToOutput()));
        Assert.Equal("i", await Known(fromInput));
        Assert.Equal(5.0, await Known(number.ToOutput()));
        Assert.Equal(5, await Known(optional.ToOutput()));
        Assert.NotNull(await Known(anything.ToOutput()));
        Assert.Single(await Known(objects.ToOutput()));
    }

    [Fact]
    public async Task G10_lists_come_from_outputs_of_every_kind_of_list()
    {
        InputList<string> fromArray = AnOutput.Apply(x => new[] { x });
        InputList<string> fromList = AnOutput.Apply(x => new List<string> { x });
        InputList<string> fromImmutable = AnOutput.Apply(x => ImmutableArray.Create(x));
        InputList<string> fromSequence = AnOutput.Apply(x => (IEnumerable<string>)[x]);
        InputList<string> fromOne = AnOutput;
        foreach (var list in new[] { fromArray, fromList, fromImmutable, fromSequence, fromOne })
            Assert.Equal(["o"], await Values(list));
    }

    [Fact]
    public async Task G17_G18_G19_G21_G22_unions_assets_and_json()
    {
        Input<AssetOrArchive> asset = new FileAsset("x");
        InputUnion<string, int> fromText = "a";
        InputUnion<string, int> fromOutput = AnOutput;
        InputUnion<string, int> fromInput = AnInput;
        InputList<Union<string, int>> unions = new() { "a", 5, AnOutput };
        InputJson json = """{"a":1}""";
        InputJson jsonFromOutput = Output.Create("[1]");
        Input<ImmutableArray<string>> list = new InputList<string> { "a" };
        Input<ImmutableDictionary<string, string>> map = new InputMap<string> { ["a"] = "b" };
        Assert.IsType<FileAsset>(await Known(asset.ToOutput()));
        Assert.Equal("a", (await Known(fromText.ToOutput())).AsT0);
        Assert.Equal("o", (await Known(fromOutput.ToOutput())).AsT0);
        Assert.Equal("i", (await Known(fromInput.ToOutput())).AsT0);
        Assert.Equal(5, (await Known(unions.ToOutput()))[1].AsT1);
        Assert.Equal(1, (await Known(json.ToOutput())).GetProperty("a").GetInt32());
        Assert.Equal(JsonValueKind.Array, (await Known(jsonFromOutput.ToOutput())).ValueKind);
        Assert.Equal("a", (await Known(list.ToOutput()))[0]);
        Assert.Equal("b", (await Known(map.ToOutput()))["a"]);
    }

    [Fact]
    public async Task G13_G14_All_and_Tuple_take_outputs_or_inputs()
    {
        Assert.Equal(["o", "o"], await Known(Output.All(AnOutput, AnOutput)));
        Assert.Equal(["i", "i"], await Known(Output.All(AnInput, AnInput)));
        Assert.Equal(["a", "o"], await Known(Output.All<string>("a", AnOutput)));
        Assert.Equal(("o", "o"), await Known(Output.Tuple(AnOutput, AnOutput)));
        Assert.Equal((1, "x"), await Known(Output.Tuple<int, string>(1, "x")));
    }

    [Fact]
    public async Task G25_Apply_takes_asynchronous_functions()
    {
        Assert.Equal("o!", await Known(AnOutput.Apply(async x =>
        {
            await Task.Yield();
            return x + "!";
        })));
        await Known(AnOutput.Apply(async x => await Task.Yield()));
    }

    private static async Task<string[]> Values(InputList<string> list) => [.. await Known(list.ToOutput())];

    private static Task<T> Known<T>(Output<T> output) => Utilities.OutputUtilities.GetValueAsync(output);

    private sealed class MapArgs : ResourceArgs
    {
        [Input("map")]
        private InputMap<string>? _map;

        public InputMap<string> Map
        {
            get => _map ??= [];
            set => _map = value;
        }
    }
}
