using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network.PrivateLink;

/// <summary>
/// What a resource shows of the private endpoints that lead to it: <c>privateEndpointConnections</c>, where its type has them.
/// They are kept with the endpoints, so that both sides see the same.
/// </summary>
internal static class PrivateConnections
{
    /// <summary>The member and the child type that a resource shows them in.</summary>
    public const string Member = "privateEndpointConnections";

    /// <summary>Adds them to what is shown.</summary>
    /// <param name="show">The resource, and what is shown of it, to be changed.</param>
    public static void Show(ShowContext show)
    {
        // Clusters and registries of Azure ML have private endpoints and show nothing of them here.
        if (!IsShownBy(show.Cloud, show.Stored.Type)) return;
        var connections = Of(show.Cloud, show.Stored).Select(each => (JsonNode)each.Shown).ToList();
        if (connections.Count > 0) show.Shown.Set($"properties.{Member}", new JsonArray([.. connections]));
    }

    /// <summary>The connections to a resource, each with the endpoint that keeps it.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="target">The resource.</param>
    public static IEnumerable<PrivateConnection> Of(CloudContext cloud, StoredResource target) =>
        from endpoint in cloud.Store.OfType(PrivateEndpointResource.TypeName)
            .OrderBy(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase)
        from list in PrivateEndpointResource.Lists
        from connection in endpoint.Computed.Objects(list)
        where target.Key.Equals(connection.Text("properties.privateLinkServiceId"), StringComparison.OrdinalIgnoreCase)
            && connection.Text(PrivateConnection.Status) != "Disconnected"
        select new PrivateConnection(endpoint, list, connection, target);

    private static bool IsShownBy(CloudContext cloud, ResourceType type) =>
        cloud.Catalog.FindByArmType(type)?.Outputs is { } shown
            && (shown.Find(Member) is not null
                || (shown.Find("properties")?.Type is TypeSchema.Object nested && nested.Schema.Find(Member) is not null));
}
