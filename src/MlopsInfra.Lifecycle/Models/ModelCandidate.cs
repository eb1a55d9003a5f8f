namespace MlopsInfra.Lifecycle.Models;

/// <summary>A model that a job made, to be registered.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Job">Name of the job.</param>
/// <param name="Output">The job's output that the model's files are in.</param>
public sealed record ModelCandidate(string Name, string Job, string Output)
{
    /// <summary>Metrics in which it has to be above the newest version. Default: none.</summary>
    public IReadOnlyList<string> Higher { get; init; } = [];

    /// <summary>Metrics in which it has to be below the newest version. Default: none.</summary>
    public IReadOnlyList<string> Lower { get; init; } = [];

    /// <summary>Whether it is registered whatever its metrics are. Default: no.</summary>
    public bool IsForced { get; init; }

    /// <summary>Tags besides those that say where it comes from. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Properties: like tags, but once written Azure does not change them. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>What it is, in words; null for nothing.</summary>
    public string? Description { get; init; }
}
