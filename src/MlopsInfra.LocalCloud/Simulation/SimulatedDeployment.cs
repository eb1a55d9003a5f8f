namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>How long Azure would take for a deployment, by typical durations, everything starting as early as it may.</summary>
/// <param name="Duration">From the first request to the last answer.</param>
/// <param name="CriticalChain">The resources that decide it: each waits for the one before it.</param>
/// <param name="Unavoidable">
/// What it can't be shorter than, whatever a program makes depend on what: the longest chain of what Azure itself needs
/// (<see cref="AzureNeeds"/>). Null where that is not known, as in a preview.
/// </param>
public sealed record SimulatedDeployment(TimeSpan Duration, IReadOnlyList<SimulatedStep> CriticalChain, TimeSpan? Unavoidable);
