namespace MlopsInfra.LocalCloud;

/// <summary>How full the store is and what was done to it.</summary>
/// <param name="Resources">Resources in it.</param>
/// <param name="Writes">Changes written since it was opened; 0 after a run in which nothing changed.</param>
public sealed record StoreStatistics(int Resources, long Writes);
