using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>The address ranges of an AKS cluster, how its nodes get out, and who finds its API server.</summary>
internal static class ClusterNetworkRules
{
    /// <summary>The pods' range where nothing is said.</summary>
    public const string DefaultPods = "10.244.0.0/16";

    private const string DefaultServices = "10.0.0.0/16";

    public static void Check(PutContext put)
    {
        var network = put.Body.At("properties.networkProfile") as JsonObject;
        var services = Range(network?.Text("serviceCidr") ?? DefaultServices, "networkProfile.serviceCIDR");
        CheckDns(network, services);
        var subnets = put.Body.Texts("properties.agentPoolProfiles[].vnetSubnetID").Select(found => put.Cloud.Find(found.Value))
            .OfType<StoredResource>().ToList();
        CheckOverlap(put, services, "ServiceCidrOverlapExistingSubnetsCidr", "service", "networkProfile.serviceCIDR", subnets);
        if (HasPodRange(network))
        {
            var pods = Range(network?.Text("podCidr") ?? DefaultPods, "networkProfile.podCIDR");
            CheckOverlap(put, pods, "PodCidrOverlapExistingSubnetsCidr", "pod", "networkProfile.podCIDR", subnets);
            if (IPRanges.Overlap(pods, services))
                throw new ArmException(400, "PodCidrOverlapServiceCidr",
                    $"The pod CIDR {pods} overlaps with the service CIDR {services}.", "networkProfile.podCIDR");
        }

        ClusterSubnets.Check(put, put.Body, null);
        CheckOutbound(network, subnets);
        CheckZone(put);
    }

    /// <summary>Whether pods have addresses of their own range rather than of the nodes' subnet.</summary>
    private static bool HasPodRange(JsonObject? network) =>
        "kubenet".Equals(network?.Text("networkPlugin"), StringComparison.OrdinalIgnoreCase)
            || "overlay".Equals(network?.Text("networkPluginMode"), StringComparison.OrdinalIgnoreCase);

    private static void CheckDns(JsonObject? network, IPNetwork services)
    {
        if (network?.Text("dnsServiceIP") is not { } text) return;
        if (!IPAddress.TryParse(text, out var address))
            throw new ArmException(400, "DnsServiceIpParseError", $"The DNS service IP '{text}' is not an IP address.",
                "networkProfile.dnsServiceIP");
        if (!services.Contains(address))
            throw new ArmException(400, "DnsServiceIpOutOfServiceCidr",
                $"The DNS service IP {text} is not in the service CIDR {services}.", "networkProfile.dnsServiceIP");
        // The first address is the network's own, the second the API server's.
        if (address.Equals(services.BaseAddress) || address.Equals(Next(services.BaseAddress)))
            throw new ArmException(400, "DnsServiceIpConflicting",
                $"The DNS service IP {text} is reserved in the service CIDR {services}.", "networkProfile.dnsServiceIP");
    }

    // Azure looks at every subnet of the network, not only at the nodes'.
    private static void CheckOverlap(PutContext put, IPNetwork range, string code, string what, string target,
        List<StoredResource> subnets)
    {
        foreach (var network in subnets.Select(subnet => ResourceId.Parse(subnet.Key).Parent!.Value)
            .Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach (var subnet in put.Cloud.Store.Children(network))
            {
                foreach (var prefix in Prefixes(subnet.Body).Where(prefix => IPRanges.Overlap(prefix, range)))
                {
                    throw new ArmException(400, code,
                        $"The specified {what} CIDR {range} is conflicted with an existing subnet CIDR {prefix}. Please see "
                            + "https://aka.ms/aks/servicecidroverlap how to fix the error.", target);
                }
            }
        }
    }

    private static void CheckOutbound(JsonObject? network, List<StoredResource> subnets)
    {
        if (!"userDefinedRouting".Equals(network?.Text("outboundType"), StringComparison.OrdinalIgnoreCase)) return;
        if (subnets.Count == 0)
            throw new ArmException(400, "InvalidUserDefinedRoutingWithoutSubnet",
                "Outbound type userDefinedRouting needs agent pools in a subnet of your own.", "networkProfile.outboundType");
        foreach (var subnet in subnets.Where(subnet => subnet.Body.Text("properties.routeTable.id") is null))
        {
            throw new ArmException(400, "ExistingRouteTableNotAssociatedWithSubnet",
                $"An existing route table has not been associated with subnet {subnet.Key}. Please update the route table "
                    + "association", "networkProfile.outboundType");
        }
    }

    private static void CheckZone(PutContext put)
    {
        if (put.Body.Text("properties.apiServerAccessProfile.privateDNSZone") is not { } zone || !zone.StartsWith('/')) return;
        if ("SystemAssigned".Equals(put.Body.Text("identity.type"), StringComparison.OrdinalIgnoreCase))
        {
            throw new ArmException(400, "BadRequest",
                "System-assigned managed identity not supported for custom resource private DNS zone. Please use user-assigned "
                    + "managed identity.", "apiServerAccessProfile.privateDNSZone");
        }

        var principal = ControlPlane.PrincipalOf(put);
        if (ResourceId.TryParse(zone, out var id) && principal is not null
            && !put.Cloud.Access.IsAllowed(principal, id, "Microsoft.Network/privateDnsZones/A/write", isDataAction: false))
        {
            throw new ArmException(400, "CustomPrivateDNSZoneMissingPermissionError",
                "Service principal or user-assigned identity must be given permission to read and write to custom private dns "
                    + $"zone {zone}. Check access result not allowed for action Microsoft.Network/privateDnsZones/A/write.",
                    zone);
        }
    }

    /// <summary>The ranges of a subnet.</summary>
    /// <param name="subnet">Its body.</param>
    public static IEnumerable<IPNetwork> Prefixes(JsonObject subnet) =>
        subnet.Texts("properties.addressPrefix").Concat(subnet.Texts("properties.addressPrefixes[]"))
        .Select(found => IPNetwork.TryParse(found.Value, out var prefix) ? prefix : (IPNetwork?)null).OfType<IPNetwork>();

    private static IPNetwork Range(string text, string target) => IPNetwork.TryParse(text, out var range)
        ? range
        : throw new ArmException(400, "CidrStringParseError", $"Cidr '{text}' is invalid.", target);

    private static IPAddress Next(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes[^1]++;
        return new IPAddress(bytes);
    }
}
