using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Testing;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>What a release came to.</summary>
/// <param name="Model">The model.</param>
/// <param name="Plan">What was to be done.</param>
public sealed record ReleaseResult(ModelVersion Model, IReadOnlyList<PlannedStep> Plan)
{
    /// <summary>Name of the release; null where only a plan was made and the image is not known yet.</summary>
    public string? Release { get; init; }

    /// <summary>The image; null where only a plan was made and it is not known yet.</summary>
    public ScoringImage? Image { get; init; }

    /// <summary>What the last tests said; null where nothing was tested anew.</summary>
    public TestReport? Tests { get; init; }

    /// <summary>Address of the scoring route; null where only a plan was made.</summary>
    public Uri? ScoringUri { get; init; }

    /// <summary>The release that served before; null for none.</summary>
    public string? Previous { get; init; }

    /// <summary>Whether anything was to be done at all.</summary>
    public bool IsChange => Plan.Any(step => step.IsNeeded);

    /// <summary>How long what was done usually takes in Azure.</summary>
    public TimeSpan UsualDuration => Plan.Where(step => step.IsNeeded)
        .Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.UsualDuration ?? TimeSpan.Zero));

    /// <summary>The chain from what serves back to the commit, a line for each link.</summary>
    public IReadOnlyList<string> Chain
    {
        get
        {
            (string What, string? Value)[] links =
            [
                ("release", Release), ("image", Image?.Reference), ("model", Model.Reference), ("job",
                    Model.Tag(LifecycleTags.Job)),
                ("data", Model.Tag(LifecycleTags.DataVersion)), ("commit", Model.Tag(LifecycleTags.Commit)),
            ];
            return [.. links.Where(link => link.Value is not null).Select(link => $"{link.What} {link.Value}")];
        }
    }
}
