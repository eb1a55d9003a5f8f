namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Counts the work that a program has asked for, so that it can be finished also when the program is gone.</summary>
internal sealed class WorkInFlight
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private int _count;

    /// <summary>Runs work to its end, whoever waits for it.</summary>
    public async Task<T> TrackAsync<T>(Func<Task<T>> work)
    {
        lock (_lock) _count++;
        try
        {
            // Off the caller's thread: the wire's own threads only read and answer.
            return await Task.Run(work);
        }
        finally
        {
            lock (_lock)
            {
                if (--_count == 0) _idle?.TrySetResult();
            }
        }
    }

    /// <summary>Completes when nothing is under way.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (_count == 0) return Task.CompletedTask;
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
