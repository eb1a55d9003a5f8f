namespace Pulumi;

/// <summary>
/// Everything a run waits for (T11): the program, registrations, outputs under way and what those create in turn. Fails at
/// the first error, without waiting for the rest (R4); an exception that reaches several outputs is one error (R6).
/// </summary>
internal sealed class RunTracker
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Exception> _errors = [];
    private readonly List<AbandonedResource> _abandoned = [];
    private volatile bool _programHasEnded;
    private int _pending;

    /// <summary>Completes when nothing is under way any more, or with the first error.</summary>
    public Task Finished => _finished.Task;

    public RunActivity Activity { get; } = new();

    /// <summary>The program has come to its end; the rest may still be under way.</summary>
    public bool ProgramHasEnded => _programHasEnded;

    public Exception[] Errors
    {
        get
        {
            lock (_errors)
                return [.. _errors];
        }
    }

    /// <summary>The resources whose constructors threw, so that nothing completes their outputs.</summary>
    public AbandonedResource[] Abandoned
    {
        get
        {
            lock (_abandoned)
                return [.. _abandoned];
        }
    }

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        Activity.Note();
        Interlocked.Increment(ref _pending);
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
        lock (_abandoned)
            _abandoned.Add(resource);
    }

    /// <summary>Runs the program itself; nothing counts as finished before it is.</summary>
    public void Run(Func<Task> program)
    {
        Interlocked.Increment(ref _pending);
        Add(StartAsync(program));
        Release();
    }

    public void AddError(Exception exception)
    {
        lock (_errors)
        {
            if (_errors.Exists(known => ReferenceEquals(known, exception)))
                return;
            _errors.Add(exception);
        }
        _finished.TrySetResult();
    }

    private async Task StartAsync(Func<Task> program)
    {
        await program();
        _programHasEnded = true;
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
        if (Interlocked.Decrement(ref _pending) > 0)
            return;
        // An exception that nobody caught is an error already.
        if (Errors.Length == 0 && Abandoned is { Length: > 0 } open)
            AddError(EndlessRunException.Caught(open));
        _finished.TrySetResult();
    }
}
