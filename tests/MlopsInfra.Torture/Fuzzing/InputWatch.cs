namespace MlopsInfra.Torture.Fuzzing;

/// <summary>
/// Measures what one input costs. Time is that of the processor: a loaded machine makes no fault. What has no end ends the
/// process.
/// </summary>
internal sealed class InputWatch : IDisposable
{
    private const long LargestGrowth = 200 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Endless = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Timer _timer;
    private TimeSpan _start;
    private long _memory;
    private bool _isLarge;
    private bool _isRunning;

    public InputWatch() => _timer = new Timer(_ => Look(), null, Pause, Pause);

    public void Begin()
    {
        lock (_gate)
        {
            (_start, _memory, _isLarge, _isRunning) = (Environment.CpuUsage.TotalTime, GC.GetTotalMemory(false), false, true);
        }
    }

    /// <summary>Ends the measurement.</summary>
    /// <returns>The kind of fault; null for none.</returns>
    public string? End()
    {
        lock (_gate)
        {
            _isRunning = false;
            if (_isLarge) return FaultKind.Large;
            return Environment.CpuUsage.TotalTime - _start > Longest ? FaultKind.Slow : null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            if (!_isRunning) return;
            if (Environment.CpuUsage.TotalTime - _start > Endless) Environment.Exit(FuzzWorker.HangCode);
            // Only what can't be collected counts.
            if (!_isLarge && GC.GetTotalMemory(false) - _memory > LargestGrowth)
                _isLarge = GC.GetTotalMemory(true) - _memory > LargestGrowth;
        }
    }
}
