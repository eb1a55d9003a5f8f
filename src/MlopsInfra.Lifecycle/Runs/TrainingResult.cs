using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>What came of a training job.</summary>
/// <param name="Job">The job, which has ended.</param>
public sealed record TrainingResult(TrainingJob Job)
{
    /// <summary>Whether it ended well, whatever the gate said.</summary>
    public bool HasCompleted => Job.Status == JobState.Completed;

    /// <summary>Why it failed; null where it did not, or nothing is known.</summary>
    public string? Error { get; init; }

    /// <summary>What the gate said, as in <see cref="LifecycleTags.Register"/>; null where the pipeline has none.</summary>
    public string? Decision { get; init; }

    /// <summary>Why; null where nothing is said.</summary>
    public string? Reason { get; init; }

    /// <summary>Its metrics, by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The model that it was compared with, <c>NAME:VERSION</c>; null for none.</summary>
    public string? Champion { get; init; }

    /// <summary>The model that it registered; null for none.</summary>
    public ModelVersion? Model { get; init; }

    /// <summary>The model's scoring image by its digest; null where none is built yet.</summary>
    public string? Image { get; init; }

    /// <summary>Why there is no image yet; null where nothing is said.</summary>
    public string? ImageNote { get; init; }

    /// <summary>What its steps say besides, by the tag's name, as in <c>mlops.feedback.rows</c>.</summary>
    public IReadOnlyDictionary<string, string> Said { get; init; } = new Dictionary<string, string>();
}
