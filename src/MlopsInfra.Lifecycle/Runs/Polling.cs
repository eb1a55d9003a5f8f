namespace MlopsInfra.Lifecycle.Runs;

/// <summary>How often something is looked at: the first wait grows by half each time.</summary>
/// <param name="First">The first wait.</param>
/// <param name="Longest">The longest wait.</param>
public sealed record Polling(TimeSpan First, TimeSpan Longest)
{
    /// <summary>For Azure: from a second to half a minute.</summary>
    public static Polling Azure { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>For a cloud on this machine.</summary>
    public static Polling Local { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500));

    /// <summary>The wait after a look.</summary>
    /// <param name="look">Which look it was, from 0 on.</param>
    public TimeSpan After(int look)
    {
        var wait = First * Math.Pow(1.5, Math.Min(look, 30));
        return wait < Longest ? wait : Longest;
    }
}
