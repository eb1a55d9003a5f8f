using System.Collections.Concurrent;

namespace MlopsInfra.Torture;

/// <summary>One run of a torture: what is asked for, and what was found.</summary>
/// <param name="count">How many tries are wanted.</param>
/// <param name="seed">What all chance comes from: the same seed makes the same tries.</param>
/// <param name="folder">Takes the inputs that a fault was found with.</param>
internal sealed class TortureRun(int count, int seed, string folder)
{
    private readonly ConcurrentDictionary<string, Figures> _figures = new(StringComparer.Ordinal);
    private int _written;

    /// <summary>How many tries are wanted, over all subjects.</summary>
    public int Count { get; } = count;

    /// <summary>What all chance comes from.</summary>
    public int Seed { get; } = seed;

    /// <summary>What was counted, by subject.</summary>
    public IEnumerable<KeyValuePair<string, Figures>> Figures => _figures.OrderBy(one => one.Key, StringComparer.Ordinal);

    /// <summary>Whether any fault was found.</summary>
    public bool HasFaults => _figures.Values.Any(figures => !figures.Faults.IsEmpty);

    /// <summary>Counts tries.</summary>
    /// <param name="subject">What was tried: a reader, a command, a kind of request.</param>
    /// <param name="tries">How many.</param>
    public void Tried(string subject, long tries = 1) => Of(subject).Add(tries);

    /// <summary>Counts a fault, and keeps the input of the first of its kind.</summary>
    /// <param name="subject">What was tried.</param>
    /// <param name="kind">Which fault it is, in a few words that are the same each time it is found.</param>
    /// <param name="input">What it was found with; written to the run's folder.</param>
    public void Fault(string subject, string kind, ReadOnlySpan<byte> input)
    {
        if (!Of(subject).Fault(kind)) return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, $"{Interlocked.Increment(ref _written):000}.input"), input);
        Console.Error.WriteLine($"{subject}: {kind} ({folder}/{_written:000}.input)");
    }

    /// <summary>Notes a figure that is no count of tries.</summary>
    /// <param name="subject">What was measured.</param>
    /// <param name="figure">The figure with its unit.</param>
    public void Measured(string subject, string figure) => Of(subject).Note = figure;

    private Figures Of(string subject) => _figures.GetOrAdd(subject, _ => new Figures());
}
