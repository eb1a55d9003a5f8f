using Pulumi.Wire;

namespace Pulumi;

public sealed partial class Deployment
{
    public static Task<int> RunAsync(Action action) => RunAsync(StackProgram.AsTask(action));

    public static Task<int> RunAsync(Func<Task> func) => WireRun.RunAsync(() => StackProgram.RunWithoutOutputsAsync(func));

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => RunAsync(() => Task.FromResult(func()));

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) =>
        WireRun.RunAsync(() => StackProgram.RunAsync(func, options));

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() =>
        WireRun.RunAsync(() => StackProgram.Run(StackProgram.Create<TStack>));

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack =>
        WireRun.RunAsync(() => StackProgram.Run(() => StackProgram.Create<TStack>(serviceProvider)));
}
