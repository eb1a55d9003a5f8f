using System.Collections.Concurrent;

namespace MlopsInfra.Torture;

/// <summary>What was counted of one subject.</summary>
internal sealed class Figures
{
    private long _tries;

    public long Tries => Interlocked.Read(ref _tries);

    /// <summary>How often each kind of fault was found.</summary>
    public ConcurrentDictionary<string, long> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>A figure that is no count of tries.</summary>
    public string? Note { get; set; }

    public void Add(long tries) => Interlocked.Add(ref _tries, tries);

    /// <summary>Counts a fault; true if it is the first of its kind.</summary>
    public bool Fault(string kind) => Faults.AddOrUpdate(kind, 1, (_, count) => count + 1) == 1;
}
