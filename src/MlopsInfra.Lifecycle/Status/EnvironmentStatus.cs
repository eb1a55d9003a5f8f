using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Status;

/// <summary>What runs in an environment.</summary>
public sealed record EnvironmentStatus
{
    /// <summary>The training pipeline that is published; null for none.</summary>
    public TrainingPipeline? Pipeline { get; init; }

    /// <summary>The newest model that its gate let through; null for none.</summary>
    public ModelVersion? Approved { get; init; }

    /// <summary>The container group that tries models; null where the stack has none.</summary>
    public ScoringStatus? Qa { get; init; }

    /// <summary>The online endpoint of production; null where the stack has none.</summary>
    public ScoringStatus? Production { get; init; }

    /// <summary>What scores there, production first.</summary>
    public IEnumerable<ScoringStatus> Scoring => new[] { Production, Qa }.OfType<ScoringStatus>();
}
