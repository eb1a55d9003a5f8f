namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>What is asked of a host.</summary>
/// <param name="Token">The token of the host's address.</param>
/// <param name="Package">The package to serve, to a plugin; null: who asks wants the store, so the host should end if no plugin
/// needs it.</param>
internal sealed record HostRequest(string Token, string? Package);
