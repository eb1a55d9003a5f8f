using System.Net;
using MlopsInfra.LocalCloud.Arm.Networking;

namespace MlopsInfra.LocalCloud.Tests.Networking;

/// <summary>
/// A network with three subnets and one beside it, and places to call from. What stands in it is told in the words of tests:
/// <c>closed</c>, <c>endpoint</c>, <c>zone</c>.
/// </summary>
internal sealed class Town : IDisposable
{
    public const string Network = $"{TestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet";
    public const string Other = $"{TestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet-other";
    public const string Peer = $"{TestCloud.Group}/providers/Microsoft.Network/virtualNetworks/vnet-peer";
    public const string Agents = $"{Network}/subnets/snet-agents";
    public const string Nodes = $"{Network}/subnets/snet-nodes";
    private const string Endpoints = $"{Network}/subnets/snet-endpoints";

    public TestCloud Azure { get; } = TestCloud.WithGroup();

    public Town()
    {
        Azure.Put(Network, """
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.40.0.0/16"]},"subnets":[
             {"name":"snet-nodes","properties":{"addressPrefix":"10.40.0.0/20"}},{"name":"snet-endpoints","properties":{"addressPrefix":"10.40.16.0/24"}},
             {"name":"snet-agents","properties":{"addressPrefix":"10.40.17.0/26","serviceEndpoints":[{"service":"Microsoft.Storage"}]}}]}}
            """);
        Azure.Put(Other, """{"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.50.0.0/16"]}}}""");
        Azure.Put(Peer, $$$"""
            {"location":"westeurope","properties":{"addressSpace":{"addressPrefixes":["10.60.0.0/16"]},"virtualNetworkPeerings":[
             {"name":"to-vnet","properties":{"remoteVirtualNetwork":{"id":"{{{Network}}}"} } }]}}
            """);
    }

    /// <summary>A place by the word that tests have for it.</summary>
    public static CallerPlace Place(string word) => word switch
    {
        "outside" => CallerPlace.Outside,
        "office" => new CallerPlace.Internet(IPAddress.Parse("192.0.2.7")),
        "network" => new CallerPlace.InNetwork(Network),
        "agents" => new CallerPlace.InNetwork(Network, Agents),
        "nodes" => new CallerPlace.InNetwork(Network, Nodes),
        "other network" => new CallerPlace.InNetwork(Other),
        "peered network" => new CallerPlace.InNetwork(Peer),
        _ => new CallerPlace.Service(TestCloud.In(word, "caller")),
    };

    /// <summary>Gives a resource an address in the network.</summary>
    public void Link(string resource, string subResource, bool manual = false) => Azure.Put(
        EndpointOf(resource), $$$"""
        {"location":"westeurope","properties":{"subnet":{"id":"{{{Endpoints}}}"},"{{{(manual ? "manualPrivateLinkServiceConnections" : "privateLinkServiceConnections")}}}":[
         {"name":"link","properties":{"privateLinkServiceId":"{{{resource}}}","groupIds":["{{{subResource}}}"]} }]} }
        """);

    /// <summary>Enters the address into a private zone, which networks see that are linked to it.</summary>
    public void Resolve(string resource, string zone, params string[] networks)
    {
        var id = TestCloud.In("Microsoft.Network/privateDnsZones", zone);
        Azure.Put(id, """{"location":"global"}""");
        foreach (var network in networks)
            Azure.Put($"{id}/virtualNetworkLinks/{network[(network.LastIndexOf('/') + 1)..]}",
                $$$"""{"location":"global","properties":{"registrationEnabled":false,"virtualNetwork":{"id":"{{{network}}}"} } }""");
        Azure.Put($"{EndpointOf(resource)}/privateDnsZoneGroups/default",
            $$$"""{"properties":{"privateDnsZoneConfigs":[{"name":"zone","properties":{"privateDnsZoneId":"{{{id}}}"} }]} }""");
    }

    public void Dispose() => Azure.Dispose();

    private static string EndpointOf(string resource) =>
        TestCloud.In("Microsoft.Network/privateEndpoints", $"pep-{resource[(resource.LastIndexOf('/') + 1)..]}");
}
