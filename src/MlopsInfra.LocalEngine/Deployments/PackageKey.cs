namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>A package in a version: each has a default provider.</summary>
/// <param name="Name">The package, as in <c>azure-native</c>.</param>
/// <param name="Version">The version; null if the program does not say.</param>
internal readonly record struct PackageKey(string Name, string? Version);
