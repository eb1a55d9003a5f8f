using System.Collections.Immutable;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Pulumi.Sdk.Tests.Support;

/// <summary>Runs a program under mocks.</summary>
internal static class Run
{
    public static Task<ImmutableArray<Resource>> UpdateAsync(IMocks mocks, Action program) =>
        Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);

    public static Task<ImmutableArray<Resource>> UpdateAsync(IMocks mocks, Func<Task> program) =>
        Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);

    /// <summary>The inputs that the mock gets of one resource with these properties.</summary>
    public static async Task<ImmutableDictionary<string, object>> InputsAsync(ResourceArgs? args)
    {
        var mocks = new RecordingMocks();
        await UpdateAsync(mocks, () => _ = new AnyResource("r", args));
        return mocks.InputsOf("r");
    }

    /// <summary>The mock's view of one value given as an Input of object.</summary>
    public static async Task<object?> InputAsync(Input<object> value) =>
        (await InputsAsync(new AnyArgs { Value = value })).GetValueOrDefault("value");

    /// <summary>An output's value, and whether it is known and secret.</summary>
    public static async Task<(T Value, bool IsKnown, bool IsSecret)> StateAsync<T>(Output<T> output) => (
        await OutputUtilities.GetValueAsync(output),
        await OutputUtilities.GetIsKnownAsync(output),
        await Output.IsSecretAsync(output));

    /// <summary>The names of the resources an output depends on.</summary>
    public static async Task<string[]> DependenciesAsync<T>(Output<T> output) =>
        [.. (await OutputUtilities.GetDependenciesAsync(output)).Select(resource => resource.GetResourceName()).Order()];

    /// <summary>All messages of a failed run, whether one error or several came out (R3).</summary>
    public static async Task<string[]> ErrorsAsync(Func<Task> run)
    {
        var exception = await Record.ExceptionAsync(run);
        return exception switch
        {
            AggregateException several =>
                [.. several.InnerExceptions.Select(inner => Assert.IsType<RunException>(inner).Message)],
            RunException one => [one.Message],
            _ => throw new Xunit.Sdk.XunitException($"The run should have failed with a RunException, but: {exception}"),
        };
    }
}
