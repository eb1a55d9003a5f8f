namespace MlopsInfra.Lifecycle.Status;

/// <summary>What scores in an environment: the container group that tries models, or the online endpoint of production.</summary>
/// <param name="Name">Name of the group or endpoint.</param>
/// <param name="Id">Its ARM id.</param>
public sealed record ScoringStatus(string Name, string Id)
{
    /// <summary>How Azure says it is; null where it is not there.</summary>
    public string? State { get; init; }

    /// <summary>Where it answers; null where Azure does not say.</summary>
    public Uri? Address { get; init; }

    /// <summary>Address of the description of what it takes; null where there is none.</summary>
    public Uri? Description { get; init; }

    /// <summary>How far the last release has come, as it says itself; null where none was made.</summary>
    public string? ReleaseState { get; init; }

    /// <summary>The release that served before, and is kept; null for none.</summary>
    public string? Previous { get; init; }

    /// <summary>Who is releasing, and since when; null for nobody.</summary>
    public string? Lock { get; init; }

    /// <summary>Its releases, those with the most traffic first; none yet: it runs what it was made with, or nothing.</summary>
    public IReadOnlyList<RunningRelease> Releases { get; init; } = [];

    /// <summary>What serves: the releases that have traffic.</summary>
    public IEnumerable<RunningRelease> Serving => Releases.Where(release => release.Traffic is null or > 0);
}
