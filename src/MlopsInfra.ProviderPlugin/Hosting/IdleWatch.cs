namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>Notices when nobody has been there for a while.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Timer? _timer;
    private readonly IdleTimes? _times;
    private int _present;

    /// <summary>Begins to watch.</summary>
    /// <param name="times">How long nobody may be there; null: for ever.</param>
    public IdleWatch(IdleTimes? times)
    {
        _times = times;
        if (times is not null) _timer = new Timer(_ => TryClose(0), null, times.First, Timeout.InfiniteTimeSpan);
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
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Somebody who came goes.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_present == 0) _timer?.Change(_times!.Pause, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>One of those who are there asks for the end before its time.</summary>
    /// <returns>Whether it is the end: nobody else is there, and there is an end at all.</returns>
    public bool TryEnd() => _times is not null && TryClose(1);

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private bool TryClose(int present)
    {
        lock (_gate)
        {
            if (_present == present) _idle.TrySetResult();
            return _idle.Task.IsCompleted;
        }
    }
}
