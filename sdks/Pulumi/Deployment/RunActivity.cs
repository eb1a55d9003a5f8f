namespace Pulumi;

/// <summary>
/// What can still change something in a run: requests to the engine or a mock that are not answered yet, and the program's own
/// code and tasks. Where there is none, outputs that are not there yet never will be.
/// </summary>
internal sealed class RunActivity
{
    /// <summary>What was begun outside every run: an output of a task, say, that a run is going to use.</summary>
    public static readonly RunActivity Outside = new();

    private int _running;
    private int _waits;
    private int _unresolved;
    private long _events;

    public bool IsNone => Volatile.Read(ref _running) == 0;

    /// <summary>The program itself waits for an output.</summary>
    public bool HasWaits => Volatile.Read(ref _waits) > 0;

    /// <summary>The program may still resolve an output.</summary>
    public bool HasUnresolved => Volatile.Read(ref _unresolved) > 0;

    /// <summary>Goes up with everything that happens in the run.</summary>
    public long Events => Interlocked.Read(ref _events);

    public void Note() => Interlocked.Increment(ref _events);

    /// <summary>Something has begun; it ends with the scope.</summary>
    public Scope Begin()
    {
        Change(ref _running, 1);
        return new Scope(this, isWait: false);
    }

    /// <summary>The program begins to wait for an output, until the scope ends.</summary>
    public Scope BeginWait()
    {
        Change(ref _waits, 1);
        return new Scope(this, isWait: true);
    }

    public void AddUnresolved() => Change(ref _unresolved, 1);

    public void RemoveUnresolved() => Change(ref _unresolved, -1);

    private void Change(ref int count, int by)
    {
        Note();
        Interlocked.Add(ref count, by);
    }

    internal readonly struct Scope(RunActivity activity, bool isWait) : IDisposable
    {
        public void Dispose()
        {
            if (isWait)
                activity.Change(ref activity._waits, -1);
            else
                activity.Change(ref activity._running, -1);
        }
    }
}
