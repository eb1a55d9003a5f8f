using System.Collections.Immutable;
using Pulumi.Sdk.Tests.Support;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Mocks;

/// <summary>Provider functions and methods (F rows).</summary>
public sealed class FunctionTests
{
    private static readonly Dictionary<string, object> Result = new() { ["name"] = "n", ["size"] = 2 };

    [Fact]
    public async Task F1_F2_F3_the_mock_gets_token_args_and_provider_and_the_bare_value_comes_back()
    {
        var mocks = RecordingMocks.WithResult(Result);
        await Run.UpdateAsync(mocks, async () =>
        {
            var provider = new ProviderResource("test", "p", ResourceArgs.Empty, null, null);
            var part = await Deployment.Instance.InvokeAsync<WidgetPart>(
                "test:m:get", new Args { Q = "v", N = 3, S = Output.CreateSecret("pw"), U = OutputUtilities.CreateUnknown("x") },
                new InvokeOptions { Provider = provider });
            Assert.Equal(("n", 2), (part.Name, part.Size));
        });
        var call = Assert.Single(mocks.Calls);
        Assert.Equal("test:m:get", call.Token);
        Assert.Equal(new Dictionary<string, object> { ["q"] = "v", ["n"] = 3.0, ["s"] = "pw" }, call.Args.ToDictionary());
        Assert.EndsWith("::p::p-id", call.Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F3_exceptions_of_the_mock_can_be_caught()
    {
        var mocks = new RecordingMocks { OnCall = _ => throw new FormatException("odd") };
        await Run.UpdateAsync(mocks, async () => await Assert.ThrowsAsync<FormatException>(
            () => Deployment.Instance.InvokeAsync<WidgetPart>("test:m:get", InvokeArgs.Empty)));
    }

    [Fact]
    public async Task N17_a_result_has_to_be_of_a_type_that_an_output_may_have()
    {
        if (EndlessRun.IsOfficialSdk)
            Assert.Skip("Not observed with the official SDK.");
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(
            RecordingMocks.WithResult(Result),
            () => Deployment.Instance.InvokeAsync<PlainResult>("test:m:get", InvokeArgs.Empty)));
        Assert.Contains(
            $"The result of test:m:get contains invalid type {typeof(PlainResult).FullName}. Allowed types are:", errors[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task F4_an_unknown_argument_makes_the_result_unknown_without_a_call()
    {
        var mocks = RecordingMocks.WithResult(Result);
        await Run.UpdateAsync(mocks, async () =>
        {
            var unknown =
                Deployment.Instance.Invoke<WidgetPart>("test:m:get", new Args { U = OutputUtilities.CreateUnknown("x") });
            Assert.False((await Run.StateAsync(unknown)).IsKnown);
            var known = Deployment.Instance.Invoke<WidgetPart>("test:m:get", new Args { U = new AnyResource("r").Id });
            Assert.Equal("n", (await Run.StateAsync(known)).Value.Name);
            Assert.Equal(["r"], await Run.DependenciesAsync(known));
        });
        Assert.Single(mocks.Calls);
    }

    [Fact]
    public async Task F5_only_a_secret_in_the_result_makes_the_result_secret()
    {
        await Run.UpdateAsync(RecordingMocks.WithResult(Result), async () => Assert.False((await Run.StateAsync(
            Deployment.Instance.Invoke<WidgetPart>("t:m:get", new Args { S = Output.CreateSecret("pw") }))).IsSecret));
        var secret = new Dictionary<string, object> { ["name"] = Output.CreateSecret("n") };
        await Run.UpdateAsync(RecordingMocks.WithResult(secret), async () =>
        {
            var state = await Run.StateAsync(Deployment.Instance.Invoke<WidgetPart>("t:m:get", InvokeArgs.Empty));
            Assert.Equal(("n", true), (state.Value.Name, state.IsSecret));
        });
    }

    [Fact]
    public async Task F6_a_dependency_without_a_known_id_makes_the_result_unknown()
    {
        var mocks = new RecordingMocks { OnResource = args => Task.FromResult<(string?, object)>((null, args.Inputs)) };
        await Run.UpdateAsync(mocks, async () => Assert.False((await Run.StateAsync(Deployment.Instance.Invoke<WidgetPart>(
            "t:m:get", InvokeArgs.Empty, new InvokeOutputOptions { DependsOn = { new AnyResource("r") } }))).IsKnown));
        Assert.Empty(mocks.Calls);
    }

    [Fact]
    public async Task F7_a_missing_argument_is_an_exception_or_a_faulted_output()
    {
        await Run.UpdateAsync(new RecordingMocks(), async () => await Assert.ThrowsAsync<ArgumentNullException>(
            () => Deployment.Instance.InvokeAsync<WidgetPart>("t:m:get", new RequiredArgs())));
        var errors = await Run.ErrorsAsync(() => Run.UpdateAsync(
            new RecordingMocks(), () => Deployment.Instance.Invoke<WidgetPart>("t:m:get", new RequiredArgs())));
        Assert.Contains(errors,
            error => error.StartsWith("Error serializing arguments for invoke t:m:get: ", StringComparison.Ordinal)
            || error.Contains("is required but was not given a value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task F8_F9_a_single_value_and_untyped_results()
    {
        var mocks = RecordingMocks.WithResult(new Dictionary<string, object> { ["only"] = 1 });
        await Run.UpdateAsync(mocks, async () =>
        {
            Assert.Equal(1, await Deployment.Instance.InvokeSingleAsync<int>("t:m:get", InvokeArgs.Empty));
            Assert.Equal(1, (await Run.StateAsync(Deployment.Instance.InvokeSingle<int>("t:m:get", InvokeArgs.Empty))).Value);
            var map = await Deployment.Instance.InvokeAsync<ImmutableDictionary<string, object>>("t:m:get", InvokeArgs.Empty);
            Assert.Equal(1.0, map["only"]);
        });
        await Run.UpdateAsync(new RecordingMocks(), async () => await Assert.ThrowsAsync<InvalidOperationException>(
            () => Deployment.Instance.InvokeSingleAsync<int>("t:m:get", InvokeArgs.Empty)));
    }

    [Fact]
    public async Task F10_a_call_passes_the_resource_along_and_is_made_with_unknowns_too()
    {
        var mocks = RecordingMocks.WithResult(Result);
        await Run.UpdateAsync(mocks, async () =>
        {
            var widget = new Widget("w");
            var result = Deployment.Instance.Call<WidgetPart>(
                "test:m:Widget/method", new MethodArgs { U = OutputUtilities.CreateUnknown("x") }, widget);
            Assert.Equal("n", (await Run.StateAsync(result)).Value.Name);
        });
        Assert.IsType<Widget>(Assert.Single(mocks.Calls).Args["__self__"]);
        Assert.Single(mocks.Calls.Single().Args);
    }

    /// <summary>No [OutputType]: nothing says how it is built.</summary>
    private sealed class PlainResult
    {
        public string? Name { get; set; }
    }

    private sealed class Args : InvokeArgs
    {
        [Input("q")]
        public string? Q { get; set; }

        [Input("n")]
        public int? N { get; set; }

        [Input("s")]
        public Input<string>? S { get; set; }

        [Input("u")]
        public Input<string>? U { get; set; }
    }

    private sealed class RequiredArgs : InvokeArgs
    {
        [Input("needed", required: true)]
        public Input<string>? Needed { get; set; }
    }

    private sealed class MethodArgs : CallArgs
    {
        [Input("u")]
        public Input<string>? U { get; set; }
    }
}
