using System.Net;
using System.Net.Sockets;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>What the firewalls of several services refuse of their rules; each service says so in its own words.</summary>
internal static class FirewallRules
{
    /// <summary>Why a firewall takes no rule for an address or a range; null if it does.</summary>
    /// <param name="text">The address or range.</param>
    public static string? Mistake(string text) => Address(text) switch
    {
        null => "is no address and no range of addresses",
        { AddressFamily: not AddressFamily.InterNetwork } => "is no IPv4 address",
        _ when PrivateAddresses.Has(text) => "is private, and rules are for addresses of the internet",
        _ => null,
    };

    /// <summary>
    /// The first of the rules for subnets whose subnet has no service endpoint for a service; null if all have.
    /// </summary>
    /// <param name="put">The PUT with the rules.</param>
    /// <param name="path">Where their ids are.</param>
    /// <param name="service">The service, as in <c>Microsoft.Storage</c>.</param>
    public static (string Path, string Subnet)? WithoutEndpoint(PutContext put, string path, string service)
    {
        foreach (var rule in put.Body.Texts(path))
        {
            if (put.Cloud.Find(rule.Value) is { } subnet && !subnet.Body.Texts("properties.serviceEndpoints[].service")
                .Any(found => found.Value.StartsWith(service, StringComparison.OrdinalIgnoreCase)))
                return rule;
        }

        return null;
    }

    /// <summary>What Azure says of a subnet without service endpoint.</summary>
    /// <param name="subnet">Id of the subnet.</param>
    /// <param name="service">The service.</param>
    public static string NoEndpoint(string subnet, string service)
    {
        var network = subnet.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase);
        return $"Subnets {subnet[(subnet.LastIndexOf('/') + 1)..]} of virtual network "
            + $"{(network < 0 ? subnet : subnet[..network])} do "
            + $"not have ServiceEndpoints for {service} resources configured. Add {service} to subnet's ServiceEndpoints "
            + "collection "
            + $"before trying to ACL {service} resources to these subnets..";
    }

    // An address, or the one that a range begins with; what follows it in the range's last bits does not matter.
    private static IPAddress? Address(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var isPrefix = slash < 0 || (int.TryParse(text.AsSpan(slash + 1), out var bits) && bits is >= 0 and <= 128);
        return isPrefix && IPAddress.TryParse(slash < 0 ? text : text.AsSpan(0, slash), out var address) ? address : null;
    }
}
