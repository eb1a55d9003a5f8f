using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Values;

/// <summary>Outputs by themselves (V rows). Most of it works outside a deployment (V1).</summary>
public sealed class OutputTests
{
    private static readonly Output<string> Unknown = OutputUtilities.CreateUnknown("never seen");

    [Fact]
    public async Task V2_V4_Apply_runs_once_at_once_and_also_on_null()
    {
        var calls = 0;
        var output = Output.Create((string?)null).Apply(value =>
        {
            calls++;
            return value is null;
        });
        Assert.Equal(1, calls);
        Assert.True((await Run.StateAsync(output)).Value);
        Assert.True((await Run.StateAsync(output)).Value);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task V3_V17_Apply_does_not_run_on_an_unknown_and_keeps_the_secret()
    {
        var result = Output.CreateSecret(Unknown).Apply(new Func<string, int>(_ => throw new FormatException("must not run")));
        Assert.Equal((0, false, true), await Run.StateAsync(result));
        Assert.Null((await Run.StateAsync(Unknown)).Value);
    }

    [Fact]
    public async Task V5_what_Apply_returns_is_unwrapped_and_its_marks_are_joined()
    {
        Assert.Equal(("x", true, true), await Run.StateAsync(Output.Create(1).Apply(_ => Output.CreateSecret("x"))));
        Assert.Equal(("x", true, true), await Run.StateAsync(Output.CreateSecret(1).Apply(_ => (Input<string>)"x")));
        Assert.False((await Run.StateAsync(Output.Create(1).Apply(_ => Unknown))).IsKnown);
        Assert.Equal((null, true, false), await Run.StateAsync(Output.Create(1).Apply(_ => (Output<string>?)null)));
        Assert.Equal(("x", true, false), await Run.StateAsync(Output.Create(1).Apply(_ => Task.FromResult("x"))));
    }

    [Fact]
    public async Task V6_All_and_Tuple_join_marks_and_keep_the_order()
    {
        var all = Output.All(Output.Create("a"), Output.CreateSecret("b"));
        Assert.Equal(["a", "b"], (await Run.StateAsync(all)).Value);
        Assert.True((await Run.StateAsync(all)).IsSecret);
        var unknown = await Run.StateAsync(Output.All(Output.Create("a"), Unknown));
        Assert.True(unknown.Value.IsDefault);
        Assert.False(unknown.IsKnown);
        Assert.Equal(ImmutableArray<string>.Empty,
            (await Run.StateAsync(Output.All<string>(Array.Empty<Output<string>>()))).Value);
        Assert.Equal(((0, null), false, false), await Run.StateAsync(Output.Tuple(Output.Create(1), Unknown)));
    }

    [Fact]
    public async Task V7_Format_formats_outputs_invariantly()
    {
        Input<int> input = 7;
        var text = Output.Format($"{Output.Create(1.5):F2}|{input,4}|{null}|{{{"x"}}}|{2.5}");
        Assert.Equal("1.50|   7||{x}|2.5", (await Run.StateAsync(text)).Value);
        Assert.True((await Run.StateAsync(Output.Format($"{Output.CreateSecret(1)}"))).IsSecret);
        Assert.False((await Run.StateAsync(Output.Format($"{Unknown}"))).IsKnown);
    }

    [Fact]
    public async Task V8_V9_secretness_is_added_and_removed_and_outputs_are_not_flattened()
    {
        Assert.Equal(("x", true, true), await Run.StateAsync(Output.CreateSecret(Output.Create("x"))));
        Assert.Equal(("x", true, false), await Run.StateAsync(Output.Unsecret(Output.CreateSecret("x"))));
        Assert.IsType<Output<Output<int>>>(Output.Create(Output.Create(1)));
    }

    [Fact]
    public async Task V10_an_output_as_text_is_an_advice_of_330_characters()
    {
        await Run.UpdateAsync(new RecordingMocks(), () =>
        {
            var text = $"{Output.Create(1)}";
            Assert.Equal(330, text.Length);
            Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.\n\n", text, StringComparison.Ordinal);
            Assert.EndsWith("This function may throw in a future version of Pulumi.", text, StringComparison.Ordinal);
        });
        Assert.Throws<InvalidOperationException>(() => Output.Create(1).ToString());
    }

    [Fact]
    public async Task V12_JsonSerialize_replaces_outputs_inside_the_value()
    {
        var value = Output.Create(new Dictionary<string, object?>
        {
            ["a"] = Output.CreateSecret("<\u00e4>"),
            ["n"] = null,
            ["l"] = new object[] { (Input<int>)1, DelayedAsync() },
        });
        Assert.Equal(
            ("""{"a":"\u003C\u00E4\u003E","n":null,"l":[1,"late"]}""", true, true),
            await Run.StateAsync(Output.JsonSerialize(value)));
        Assert.False((await Run.StateAsync(Output.JsonSerialize(Output.Create(new[] { Unknown })))).IsKnown);
        var indented = Output.JsonSerialize(Output.Create(new[] { 1 }), new JsonSerializerOptions { WriteIndented = true });
        Assert.Contains("\n", (await Run.StateAsync(indented)).Value, StringComparison.Ordinal);

        static Output<string> DelayedAsync() => Output.Create(Task.Delay(20).ContinueWith(_ => "late", TaskScheduler.Default));
    }

    [Fact]
    public async Task V13_JsonDeserialize_faults_on_bad_text()
    {
        Assert.Equal(1, (await Run.StateAsync(Output.JsonDeserialize<int>(Output.Create("1")))).Value);
        await Assert.ThrowsAsync<JsonException>(() => Run.StateAsync(Output.JsonDeserialize<int>(Output.Create("x"))));
    }

    [Fact]
    public async Task V14_V15_helpers_for_lists_and_unions()
    {
        var list = Output.Create(ImmutableArray.Create("a", "b"));
        Assert.Equal("a", (await Run.StateAsync(list.First())).Value);
        Assert.Equal("b", (await Run.StateAsync(list.GetAt(1))).Value);
        Assert.Equal(2, (await Run.StateAsync(list.Length())).Value);
        await Assert.ThrowsAsync<IndexOutOfRangeException>(() => Run.StateAsync(list.GetAt(2)));
        await Assert.ThrowsAsync<NullReferenceException>(() =>
            Run.StateAsync(Output.Create(default(ImmutableArray<string>)).First()));
        var union = Output.Create(Union<string, int>.FromT1(3));
        Assert.True((await Run.StateAsync(union.IsT1())).Value);
        Assert.Equal(3, (await Run.StateAsync(union.AsT1())).Value);
        Assert.Equal(3, (await Run.StateAsync(union.Value())).Value);
    }

    [Fact]
    public async Task V16_a_deferred_output_waits_for_its_source_and_takes_one()
    {
        var deferred = new DeferredOutput<string>();
        var applied = deferred.Output.Apply(value => value + "!");
        deferred.Resolve(Output.CreateSecret("x"));
        Assert.Equal(("x!", true, true), await Run.StateAsync(applied));
        Assert.Equal(
            "DeferredOutput can only be resolved once.",
            Assert.Throws<InvalidOperationException>(() => deferred.Resolve(Output.Create("y"))).Message);
    }

    [Fact]
    public async Task V17_V18_utilities()
    {
        var called = false;
        var unknown = OutputUtilities.CreateUnknown(() =>
        {
            called = true;
            return Task.FromResult(1);
        });
        Assert.Equal((0, false, false), await Run.StateAsync(unknown));
        Assert.False(called);
        await Assert.ThrowsAsync<FormatException>(() =>
            OutputUtilities.GetValueAsync(Output.Create(Task.FromException<int>(new FormatException()))));
        await Run.UpdateAsync(new RecordingMocks(), async () => Assert.Equal(
            ["r"], await Run.DependenciesAsync(OutputUtilities.WithDependency(Output.Create(1), new AnyResource("r")))));
    }

    [Fact]
    public void V20_unions_compare_by_content()
    {
        Assert.True(default(Union<string, int>).IsT0);
        Assert.Null(default(Union<string, int>).Value);
        Assert.True(Union<string, int>.FromT0("a") == "a");
        Assert.NotEqual(Union<string, int>.FromT1(1), Union<string, int>.FromT1(2));
        Assert.Throws<InvalidOperationException>(() => Union<string, int>.FromT0("a").AsT1);
    }
}
