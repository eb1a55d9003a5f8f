namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>Notices when nobody has been there for a while.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Timer _timer;
    private readonly TimeSpan _patience;
    private int _present;

    /// <summary>Begins to watch.</summary>
    /// <param name="first">How long the first one may take to come.</param>
    /// <param name="patience">How long nobody may be there after that.</param>
    public IdleWatch(TimeSpan first, TimeSpan patience)
    {
        _patience = patience;
        _timer = new Timer(_ => Close(), null, first, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when nobody was there for too long. Nobody is let in from then on.</summary>
    public Task Idle => _idle.Task;

    /// <summary>Somebody comes.</summary>
    /// <returns>Whether it is not too late.</returns>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_idle.Task.IsCompleted) return false;
            _present++;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Somebody who came goes.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_present == 0) _timer.Change(_patience, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Close()
    {
        lock (_gate)
        {
            if (_present == 0) _idle.TrySetResult();
        }
    }
}
