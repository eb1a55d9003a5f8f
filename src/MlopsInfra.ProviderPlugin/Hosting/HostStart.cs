namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>How the start of a host process ended.</summary>
/// <param name="Error">What was wrong; null if the host is up.</param>
/// <param name="IsTaken">Whether another process has the store: it may be a host that was started at the same time, so it is
/// worth another look.</param>
public sealed record HostStart(PluginHostException? Error, bool IsTaken)
{
    /// <summary>The host is up.</summary>
    public static HostStart Up { get; } = new(null, false);
}
