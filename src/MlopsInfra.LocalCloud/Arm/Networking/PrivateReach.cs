using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>
/// Whether a resource can be reached from inside a network: by a private endpoint that it has there, whose address the resource's
/// own name leads to. Names stay the same, so where no private zone of the network has the name, callers end at the public
/// address.
/// </summary>
internal sealed class PrivateReach(CloudContext cloud)
{
    private const string Endpoints = "Microsoft.Network/privateEndpoints";
    private const string ZoneGroups = $"{Endpoints}/privateDnsZoneGroups";
    private const string ZoneLinks = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";

    /// <summary>What is missing on the way, as the end of a sentence; null if there is a way.</summary>
    /// <param name="resource">ARM id of the resource.</param>
    /// <param name="surface">What its type has to say.</param>
    /// <param name="caller">Where the call comes from.</param>
    public string? Obstacle(string resource, NetworkSurface surface, CallerPlace.InNetwork caller)
    {
        var networks = Reached(caller.NetworkId);
        var near = cloud.Store.OfType(Endpoints)
            .Where(endpoint => networks.Contains(NetworkOf(endpoint) ?? "") && LeadsTo(endpoint, resource, surface.SubResource))
            .ToList();
        if (near.Count == 0) return $"{caller} has no approved private endpoint to it ({surface.SubResource})";
        return near.Exists(endpoint => IsResolved(endpoint, surface.Zone, caller.NetworkId))
            ? null
            : $"its name leads to the public address there: the zone {surface.Zone} with the private endpoint's address is not "
                + $"linked to {caller}";
    }

    // A network and those that are peered with it.
    private HashSet<string> Reached(string network) => new(
        (cloud.Find(network)
            ?.Body.Texts("properties.virtualNetworkPeerings[].properties.remoteVirtualNetwork.id").Select(peer => peer.Value)
            ?? []).Append(network),
        StringComparer.OrdinalIgnoreCase);

    private static string? NetworkOf(StoredResource endpoint) =>
        endpoint.Body.Text("properties.subnet.id") is { } subnet && ResourceId.TryParse(subnet, out var id)
            ? id.Parent?.Value : null;

    // Connections that their maker can't approve wait for the resource's owner.
    private static bool LeadsTo(StoredResource endpoint, string resource, string subResource) =>
        endpoint.Computed.Objects("properties.privateLinkServiceConnections").Any(connection =>
            resource.Equals(connection.Text("properties.privateLinkServiceId"), StringComparison.OrdinalIgnoreCase)
            && connection.Text("properties.privateLinkServiceConnectionState.status") == "Approved"
            && connection.Texts("properties.groupIds[]")
                .Any(group => group.Value.Equals(subResource, StringComparison.OrdinalIgnoreCase)));

    private bool IsResolved(StoredResource endpoint, string zone, string network) => cloud.Store.Children(endpoint.Key)
        .Where(child => child.Type == ZoneGroups)
        .SelectMany(group => group.Body.Texts("properties.privateDnsZoneConfigs[].properties.privateDnsZoneId"))
        .Where(named => ResourceId.TryParse(named.Value, out var id) && id.Name.Equals(zone, StringComparison.OrdinalIgnoreCase))
        .Any(named => cloud.Store.Children(named.Value).Any(link => link.Type == ZoneLinks
            && network.Equals(link.Body.Text("properties.virtualNetwork.id"), StringComparison.OrdinalIgnoreCase)));
}
