namespace Pulumi;

/// <summary>
/// Everything a run waits for (T11): the program, registrations, outputs under way and what those create in turn. Fails at
/// the first error, without waiting for the rest (R4); an exception that reaches several outputs is one error (R6).
/// </summary>
internal sealed class RunTracker
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Exception> errors = [];
    private int pending;

    /// <summary>Completes when nothing is under way any more, or with the first error.</summary>
    public Task Finished => finished.Task;

    public Exception[] Errors
    {
        get
        {
            lock (errors)
                return [.. errors];
        }
    }

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        Interlocked.Increment(ref pending);
        task.ContinueWith(
            static (done, state) => ((RunTracker)state!).Complete(done),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Runs the program itself; nothing counts as finished before it is.</summary>
    public void Run(Func<Task> program)
    {
        Interlocked.Increment(ref pending);
        Add(StartAsync(program));
        Release();
    }

    private static async Task StartAsync(Func<Task> program) => await program();

    private void Complete(Task task)
    {
        if (task.Exception is { } aggregate)
            foreach (var exception in aggregate.InnerExceptions)
                AddError(exception);
        else if (task.IsCanceled)
            AddError(new TaskCanceledException(task));
        Release();
    }

    private void AddError(Exception exception)
    {
        lock (errors)
        {
            if (errors.Exists(known => ReferenceEquals(known, exception)))
                return;
            errors.Add(exception);
        }
        finished.TrySetResult();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref pending) == 0)
            finished.TrySetResult();
    }
}
