namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>What a plugin is answered.</summary>
/// <param name="Port">The port that serves the package now; 0 if it is refused.</param>
/// <param name="Error">Why it is refused; null if it is not.</param>
internal sealed record LeaseAnswer(int Port, string? Error);
