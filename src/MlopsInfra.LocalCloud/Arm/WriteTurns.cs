using System.Collections.Concurrent;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>What is being written right now where Azure lets only one write in.</summary>
internal sealed class WriteTurns
{
    private readonly ConcurrentDictionary<string, byte> _busy = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the turn.</summary>
    /// <returns>What gives it back; null if another write has it.</returns>
    public IDisposable? TryTake(string what) => _busy.TryAdd(what, 0) ? new Turn(this, what) : null;

    private sealed class Turn(WriteTurns owner, string what) : IDisposable
    {
        public void Dispose() => owner._busy.TryRemove(what, out _);
    }
}
