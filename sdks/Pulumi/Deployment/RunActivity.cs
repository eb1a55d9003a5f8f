namespace Pulumi;

/// <summary>
/// What can still change something in a run: requests to the engine or a mock that are not answered yet, and the program's own
/// code and tasks. Where there is none, outputs that are not there yet never will be.
/// </summary>
internal sealed class RunActivity
{
    private int running;
    private long events;

    public bool IsNone => Volatile.Read(ref running) == 0;

    /// <summary>Goes up with everything that happens in the run.</summary>
    public long Events => Interlocked.Read(ref events);

    public void Note() => Interlocked.Increment(ref events);

    /// <summary>Something has begun; it ends with the scope.</summary>
    public Scope Begin()
    {
        Interlocked.Increment(ref running);
        Note();
        return new Scope(this);
    }

    private void End()
    {
        Note();
        Interlocked.Decrement(ref running);
    }

    /// <summary>The default one belongs to no run.</summary>
    internal readonly struct Scope(RunActivity? activity) : IDisposable
    {
        public void Dispose() => activity?.End();
    }
}
