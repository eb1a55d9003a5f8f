namespace MlopsInfra.Components;

/// <summary>
/// The names of computes in a workspace where settings choose none. Jobs and releases refer to computes by them, in every
/// environment alike, so they are not made of workload and environment as all other names are.
/// </summary>
internal static class ComputeNames
{
    /// <summary>The cluster that trains, as Azure's own samples call it.</summary>
    public const string Training = "cpu-cluster";

    /// <summary>The cluster that scores.</summary>
    public const string Scoring = "aks-scoring";
}
