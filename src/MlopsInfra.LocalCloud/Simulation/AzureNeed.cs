namespace MlopsInfra.LocalCloud.Simulation;

/// <summary>Something that Azure needs before it takes something else.</summary>
/// <param name="Waits">URN of what has to wait.</param>
/// <param name="For">URN of what it has to wait for.</param>
/// <param name="Why">The need.</param>
internal readonly record struct AzureNeed(string Waits, string For, string Why);
