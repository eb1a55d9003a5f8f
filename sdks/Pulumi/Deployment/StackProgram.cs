using System.Reflection;

namespace Pulumi;

/// <summary>Runs a program in a stack and registers the stack's outputs when the program has come to its end (U14).</summary>
internal static class StackProgram
{
    /// <summary>A program that is the constructor of a stack class.</summary>
    public static Task Run(Func<Stack> create)
    {
        create().RegisterStackOutputs();
        return Task.CompletedTask;
    }

    /// <summary>A program that gives no outputs: an empty set is registered.</summary>
    public static Task RunWithoutOutputsAsync(Func<Task> program) => RunAsync(
        async () =>
        {
            await program();
            return new Dictionary<string, object?>();
        },
        null);

    public static async Task RunAsync(Func<Task<IDictionary<string, object?>>> program, StackOptions? options)
    {
        var stack = new Stack(options);
        stack.RegisterStackOutputs(await program() ?? new Dictionary<string, object?>());
    }

    public static Func<Task> AsTask(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    public static Stack Create<TStack>()
        where TStack : Stack, new()
    {
        try
        {
            return new TStack();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is not null)
        {
            // The program's own error, with the place where it was thrown (S4).
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException);
            throw;
        }
    }

    public static Stack Create<TStack>(IServiceProvider services)
        where TStack : Stack =>
        services.GetService(typeof(TStack)) as TStack ?? throw new InvalidOperationException(
            $"The service provider gives no {typeof(TStack).FullName}: register the stack's class with it.");
}
