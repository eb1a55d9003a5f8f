using System.Net;

namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>Addresses of private networks (RFC 1918): a service's firewall never sees them, and refuses rules for them.</summary>
internal static class PrivateAddresses
{
    private static readonly IPNetwork[] Ranges =
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16")];

    /// <summary>Whether an address or range is private; false for what is none.</summary>
    /// <param name="text">An address or a range, as in <c>10.1.0.0/16</c>.</param>
    public static bool Has(string? text) =>
        IPAddress.TryParse(text?.Split('/', '-')[0].Trim(), out var address) && Ranges.Any(range => range.Contains(address));
}
