using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>The resources that the program registered or read, the stack first (T7).</summary>
    public static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() =>
        (await RunTestAsync(mocks, options, () => StackProgram.Run(StackProgram.Create<TStack>))).Resources;

    public static async Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack =>
        (await RunTestAsync(mocks, options,
            () => StackProgram.Run(() => StackProgram.Create<TStack>(serviceProvider)))).Resources;

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        TestAsync(testMocks, testOptions, StackProgram.AsTask(createResources));

    public static async Task<ImmutableArray<Resource>> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        WithoutStack((await RunTestAsync(testMocks, testOptions,
            () => StackProgram.RunWithoutOutputsAsync(createResources))).Resources);

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    /// <summary>The outputs come back as the program gave them; the stack registers none (T8).</summary>
    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        IDictionary<string, object?>? outputs = null;
        var run = await RunTestAsync(testMocks, testOptions, () => StackProgram.RunWithoutOutputsAsync(
            async () => outputs = await createResources()));
        return (WithoutStack(run.Resources), outputs!);
    }

    private static async Task<MockMonitor> RunTestAsync(IMocks mocks, TestOptions? options, Func<Task> program)
    {
        var settings = new DeploymentSettings(
            options?.ProjectName ?? "project",
            options?.StackName ?? "stack",
            options?.OrganizationName ?? "organization",
            options?.IsPreview ?? true,
            options?.RootDirectory);
        var monitor = new MockMonitor(mocks, settings);
        var deployment = new Deployment(settings, monitor, new NoEngine());
        deployment.Run(program);
        await deployment._tracker.Finished;
        deployment.ThrowIfFailed();
        return monitor;
    }

    private static ImmutableArray<Resource> WithoutStack(ImmutableArray<Resource> resources) =>
        [.. resources.Where(resource => resource is not Pulumi.Stack)];

    /// <summary>One error is itself, several are an aggregate, the latest logged one first (R1 to R3, R9).</summary>
    private void ThrowIfFailed()
    {
        RunException[] errors =
        [
            .. Logger.Errors.Reverse().Select(message => new RunException(message)),
            .. _tracker.Errors.Select(exception => new RunException(ErrorText.For(exception))),
        ];
        if (errors.Length == 1)
            throw errors[0];
        if (errors.Length > 1)
            throw new AggregateException(errors);
    }
}
