using System.Globalization;
using MlopsInfra.Lifecycle.Status;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>The links of releases.</summary>
internal static class ReleaseLinks
{
    /// <summary>The link of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="scoring">What scores in its environment.</param>
    public static TraceLink Of(RunningRelease release, IReadOnlyList<ScoringStatus> scoring)
    {
        var where = scoring.First(each => each.Releases.Contains(release));
        return new TraceLink(TraceKind.Deployment)
        {
            Name = release.Name,
            Id = release.Id,
            Details = new LinkDetails().Add("in", where.Name).Add("state", release.State)
                .Add("traffic", release.Traffic is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share} %") : null)
                .Add("since", release.Tag(LifecycleTags.At)).Add("by", release.Tag(LifecycleTags.By))
                .Add("changed by hand", ChangedByHand(release)).All,
        };
    }

    // Who changes the image past a release leaves its tags as they are.
    private static string? ChangedByHand(RunningRelease release) =>
        release is { RunsImage: { } runs, Image: { } said } && !runs.EndsWith(said, StringComparison.OrdinalIgnoreCase)
            ? $"it runs {runs}" : null;
}
