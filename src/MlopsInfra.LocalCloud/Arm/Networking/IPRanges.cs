using System.Net;

namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>Ranges of addresses, as networks, clusters and firewalls have them.</summary>
internal static class IPRanges
{
    /// <summary>Whether two ranges have an address in common.</summary>
    /// <param name="one">A range.</param>
    /// <param name="other">Another.</param>
    public static bool Overlap(IPNetwork one, IPNetwork other) =>
        one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);
}
