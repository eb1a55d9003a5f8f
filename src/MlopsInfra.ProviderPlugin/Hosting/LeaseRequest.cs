namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>What a plugin asks for.</summary>
/// <param name="Token">The token of the host's address.</param>
/// <param name="Package">The package to serve.</param>
internal sealed record LeaseRequest(string Token, string Package);
