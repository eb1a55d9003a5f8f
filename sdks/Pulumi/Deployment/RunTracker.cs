namespace Pulumi;

/// <summary>
/// Everything a run waits for (T11): the program, registrations, outputs under way and what those create in turn. Fails at
/// the first error, without waiting for the rest (R4); an exception that reaches several outputs is one error (R6).
/// </summary>
internal sealed class RunTracker
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Exception> errors = [];
    private readonly List<AbandonedResource> abandoned = [];
    private volatile bool programHasEnded;
    private int pending;

    /// <summary>Completes when nothing is under way any more, or with the first error.</summary>
    public Task Finished => finished.Task;

    public RunActivity Activity { get; } = new();

    /// <summary>The program has come to its end; the rest may still be under way.</summary>
    public bool ProgramHasEnded => programHasEnded;

    public Exception[] Errors
    {
        get
        {
            lock (errors)
                return [.. errors];
        }
    }

    /// <summary>The resources whose constructors threw, so that nothing completes their outputs.</summary>
    public AbandonedResource[] Abandoned
    {
        get
        {
            lock (abandoned)
                return [.. abandoned];
        }
    }

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        Activity.Note();
        Interlocked.Increment(ref pending);
        task.ContinueWith(
            static (done, state) => ((RunTracker)state!).Complete(done),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>The run waits for the resource's outputs, which never come: it can't end well any more (T12).</summary>
    public void Add(AbandonedResource resource)
    {
        lock (abandoned)
            abandoned.Add(resource);
    }

    /// <summary>Runs the program itself; nothing counts as finished before it is.</summary>
    public void Run(Func<Task> program)
    {
        Interlocked.Increment(ref pending);
        Add(StartAsync(program));
        Release();
    }

    public void AddError(Exception exception)
    {
        lock (errors)
        {
            if (errors.Exists(known => ReferenceEquals(known, exception)))
                return;
            errors.Add(exception);
        }
        finished.TrySetResult();
    }

    private async Task StartAsync(Func<Task> program)
    {
        await program();
        programHasEnded = true;
    }

    private void Complete(Task task)
    {
        if (task.Exception is { } aggregate)
            foreach (var exception in aggregate.InnerExceptions)
                AddError(exception);
        else if (task.IsCanceled)
            AddError(new TaskCanceledException(task));
        Release();
    }

    private void Release()
    {
        Activity.Note();
        if (Interlocked.Decrement(ref pending) > 0)
            return;
        // An exception that nobody caught is an error already.
        if (Errors.Length == 0 && Abandoned is { Length: > 0 } open)
            AddError(EndlessRunException.Caught(open));
        finished.TrySetResult();
    }
}
