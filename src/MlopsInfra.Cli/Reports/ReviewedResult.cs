using MlopsInfra.LocalEngine;
using MlopsInfra.Review;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Cli.Reports;

/// <summary>A preview that was reviewed.</summary>
/// <param name="Deployment">The preview.</param>
/// <param name="Base">What it was compared with.</param>
/// <param name="Head">What was previewed.</param>
internal sealed record ReviewedResult(DeploymentResult Deployment, ComparedState Base, ComparedState Head)
{
    /// <summary>What Azure will not do of it.</summary>
    public IReadOnlyList<PlanFinding> Findings { get; init; } = [];

    /// <summary>What Azure's policies say of all that the program declares; null if nobody asked.</summary>
    public PolicyReview? Policies { get; init; }
}
