namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>A resource in the simulation.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Name">Its name in the program.</param>
/// <param name="Start">When it starts, after the beginning.</param>
/// <param name="Duration">How long it takes.</param>
/// <param name="IsMeasured">Whether published logs say so; otherwise it is an estimate.</param>
public sealed record SimulatedStep(string Urn, string Type, string Name, TimeSpan Start, TimeSpan Duration, bool IsMeasured);
