namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>How long Azure would take for a deployment, by typical durations, everything starting as early as it may.</summary>
/// <param name="Duration">From the first request to the last answer.</param>
/// <param name="CriticalChain">The resources that decide it: each waits for the one before it.</param>
/// <param name="Unavoidable">
/// What it can't be shorter than, whatever a program makes depend on what: the longest chain of what Azure itself needs
/// (<see cref="AzureNeeds"/>). Null where that is not known, as in a preview.
/// </param>
public sealed record SimulatedDeployment(TimeSpan Duration, IReadOnlyList<SimulatedStep> CriticalChain, TimeSpan? Unavoidable);

/// <summary>A resource in the simulation.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Name">Its name in the program.</param>
/// <param name="Start">When it starts, after the beginning.</param>
/// <param name="Duration">How long it takes.</param>
/// <param name="IsMeasured">Whether published logs say so; otherwise it is an estimate.</param>
public sealed record SimulatedStep(string Urn, string Type, string Name, TimeSpan Start, TimeSpan Duration, bool IsMeasured);
