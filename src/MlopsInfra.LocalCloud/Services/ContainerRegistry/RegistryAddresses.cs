using System.Net;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>Addresses that registries see.</summary>
internal static class RegistryAddresses
{
    /// <summary>That of the machines that registry tasks run on: one that nobody has (RFC 5737).</summary>
    public static readonly IPAddress Tasks = IPAddress.Parse("198.51.100.20");
}
