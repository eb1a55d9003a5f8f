using MlopsInfra.LocalCloud.Simulation;
using MlopsInfra.LocalEngine;
using MlopsInfra.Review.Changes;

namespace MlopsInfra.Cli.Reports;

/// <summary>What a command did, to be told at its end.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="Operation"><c>preview</c>, <c>up</c>, <c>refresh</c>, <c>destroy</c>, <c>publish</c>, <c>purge</c> or
/// <c>repair</c>.</param>
/// <param name="Deployment">The deployment; null for <c>publish</c>, <c>purge</c> and <c>repair</c>.</param>
/// <param name="Published">What was published; null where nothing was.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record RunReport(string Stack, string Operation, DeploymentResult? Deployment, PublishedReport? Published,
    TimeSpan Duration)
{
    /// <summary>Whether it is only what would be done.</summary>
    public bool IsPreview { get; init; } = Operation == "preview";

    /// <summary>What was purged; null for other commands.</summary>
    public PurgedReport? Purged { get; init; }

    /// <summary>What was repaired; null for other commands.</summary>
    public RepairReport? Repaired { get; init; }

    /// <summary>What a review compared; null for other commands.</summary>
    public ReviewedResult? Reviewed { get; init; }

    /// <summary>What Azure will not do of a plan; empty for other commands.</summary>
    public IReadOnlyList<PlanFinding> Findings { get; init; } = [];

    /// <summary>What Azure's policies say; null if nobody asked.</summary>
    public PolicyReview? Policies => Reviewed?.Policies;

    /// <summary>Further facts, a line each, that are only shown on <c>--verbose</c>.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>How long Azure would take; null if nobody asked.</summary>
    public SimulatedDeployment? Simulation { get; init; }
}
