namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>What a host answers that was asked to end.</summary>
/// <param name="Reply">Whether it does.</param>
internal sealed record EndAnswer(HostReply Reply);
