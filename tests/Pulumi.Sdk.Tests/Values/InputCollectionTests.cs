using System.Collections.Immutable;
using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Values;

/// <summary>Inputs, lists and maps (L rows).</summary>
public sealed class InputCollectionTests
{
    [Fact]
    public async Task L1_null_inputs()
    {
        Input<string> fromNull = (string)null!;
        Assert.Equal((null, true, false), await Run.StateAsync(fromNull.ToOutput()!));
        Assert.Equal((null, true, false), await Run.StateAsync(((Input<string>?)null).ToOutput()!));
        Assert.Throws<ArgumentNullException>("outputValue", () => (Input<string>)(Output<string>)null!);
        Assert.Throws<NullReferenceException>(() => (Output<string>)(Input<string>)null!);
    }

    [Fact]
    public async Task L2_lists_come_from_everything_that_is_a_list()
    {
        Input<string> input = "a";
        var output = Output.Create("a");
        InputList<string>[] lists =
        [
            "a", new[] { "a" }, new List<string> { "a" }, ImmutableArray.Create("a"), input, new[] { input },
            new List<Input<string>> { input }, ImmutableArray.Create(input), output, new[] { output },
            new List<Output<string>> { output }, ImmutableArray.Create(output), Output.Create(new[] { "a" }),
            Output.Create(new List<string> { "a" }), Output.Create((IEnumerable<string>)["a"]),
            Output.Create(ImmutableArray.Create("a")),
        ];
        foreach (var list in lists)
            Assert.Equal(["a"], await ValuesAsync(list));
    }

    [Fact]
    public async Task L3_L4_L5_lists_grow_flatten_and_are_shared()
    {
        var list = new InputList<string> { "a", Output.Create(ImmutableArray.Create("b", "c")), "d" };
        Assert.Equal(["a", "b", "c", "d"], await ValuesAsync(list));
        var other = list.Concat(new[] { "e" });
        Assert.Equal(5, (await ValuesAsync(other)).Length);
        Assert.Equal(4, (await ValuesAsync(list)).Length);
        var shared = list;
        shared.Add("f", "g");
        Assert.Equal(6, (await ValuesAsync(list)).Length);
        Assert.Throws<NullReferenceException>(() => list.Concat(null!));
    }

    [Fact]
    public async Task L6_one_unknown_or_secret_element_marks_the_whole_output()
    {
        var unknown = new InputList<string> { "a", OutputUtilities.CreateUnknown("b") };
        Assert.False((await Run.StateAsync(unknown.ToOutput())).IsKnown);
        InputList<string> secret = Output.CreateSecret(ImmutableArray.Create("a"));
        secret.Add("b");
        Assert.Equal(["a", "b"], await ValuesAsync(secret));
        Assert.True((await Run.StateAsync(secret.ToOutput())).IsSecret);
    }

    [Fact]
    public async Task L7_L12_nulls_defaults_and_empty_collections()
    {
        Assert.ThrowsAny<ArgumentNullException>(() => (InputList<string>)(string[])null!);
        Assert.ThrowsAny<ArgumentNullException>(() => (InputList<string>)(List<string>)null!);
        Assert.Equal([null!], await ValuesAsync((string)null!));
        Assert.True((await Run.StateAsync(((InputList<string>)default(ImmutableArray<string>)).ToOutput())).Value.IsDefault);
        Assert.Empty(await ValuesAsync(new InputList<string>()));
        Assert.Empty((await Run.StateAsync(new InputMap<string>().ToOutput())).Value);
    }

    [Fact]
    public async Task L8_enumeration_is_asynchronous_only()
    {
        var list = new InputList<string> { "a", Output.Create(ImmutableArray.Create("b")) };
        var error = Assert.Throws<NotSupportedException>(() =>
        {
            foreach (var item in list)
                Assert.NotNull(item);
        });
        Assert.EndsWith(" cannot be synchronously enumerated. Use GetAsyncEnumerator instead.", error.Message,
            StringComparison.Ordinal);
        var values = new List<string>();
        await foreach (var item in list)
            values.Add((await Run.StateAsync(item.ToOutput())).Value);
        Assert.Equal(["a", "b"], values);
        var map = new InputMap<string> { ["k"] = "v" };
        await foreach (var item in map)
            Assert.Equal(KeyValuePair.Create("k", "v"), (await Run.StateAsync(item.ToOutput())).Value);
    }

    [Fact]
    public async Task L9_a_key_added_twice_needs_equal_values()
    {
        var equal = new InputMap<string> { { "k", "a" }, { "k", "a" } };
        Assert.Single((await Run.StateAsync(equal.ToOutput())).Value);
        var byIndexer = new InputMap<string> { ["k"] = "a" };
        byIndexer["k"] = "b";
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Run.StateAsync(byIndexer.ToOutput()));
        Assert.Equal("Key 'k' already exists in the map with a different value.", error.Message);
        var byMap = new InputMap<string> { ["k"] = "a" };
        byMap.Add(new InputMap<string> { ["k"] = "b" });
        var other = await Assert.ThrowsAsync<ArgumentException>(() => Run.StateAsync(byMap.ToOutput()));
        Assert.Equal("An element with the same key but a different value already exists. Key: 'k'", other.Message);
    }

    [Fact]
    public async Task L10_in_a_merge_the_second_map_wins()
    {
        var merged = InputMap<string>.Merge(
            new() { ["a"] = "1", ["b"] = "1" }, new() { ["b"] = "2", ["c"] = "2" });
        Assert.Equal(
            new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["c"] = "2" },
            (await Run.StateAsync(merged.ToOutput())).Value);
    }

    [Fact]
    public async Task L11_null_values_stay_and_null_dictionaries_fault()
    {
        var map = new InputMap<string> { ["k"] = (string)null! };
        Assert.True((await Run.StateAsync(map.ToOutput())).Value.ContainsKey("k"));
        await Assert.ThrowsAsync<ArgumentNullException>("pairs",
            () => Run.StateAsync(((InputMap<string>)(Dictionary<string, string>)null!).ToOutput()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Run.StateAsync(new InputMap<string> { { null!, "v" } }.ToOutput()));
    }

    [Fact]
    public void L14_JSON_is_parsed_at_the_assignment() =>
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => (InputJson)"{bad");

    private static async Task<string[]> ValuesAsync(InputList<string> list) => [.. (await Run.StateAsync(list.ToOutput())).Value];
}
