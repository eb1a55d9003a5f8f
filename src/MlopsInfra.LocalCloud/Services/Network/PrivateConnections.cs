using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>
/// What a resource shows of the private endpoints that lead to it: <c>privateEndpointConnections</c>, where its type has them.
/// </summary>
internal static class PrivateConnections
{
    private const string Member = "privateEndpointConnections";

    /// <summary>Adds them to what is shown.</summary>
    /// <param name="show">The resource, and what is shown of it, to be changed.</param>
    public static void Show(ShowContext show)
    {
        // Clusters and registries of Azure ML have private endpoints and show nothing of them here.
        if (!IsShownBy(show.Cloud, show.Stored.Type)) return;
        var connections = show.Cloud.Store.OfType(PrivateEndpointResource.TypeName)
            .OrderBy(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(endpoint => ConnectionsOf(endpoint, show.Stored)).ToList();
        if (connections.Count > 0) show.Shown.Set($"properties.{Member}", new JsonArray([.. connections]));
    }

    private static bool IsShownBy(CloudContext cloud, ResourceType type) =>
        cloud.Catalog.FindByArmType(type)?.Outputs is { } shown
            && (shown.Find(Member) is not null
                || (shown.Find("properties")?.Type is TypeSchema.Object nested && nested.Schema.Find(Member) is not null));

    private static IEnumerable<JsonNode> ConnectionsOf(StoredResource endpoint, StoredResource target) =>
        from each in PrivateEndpointResource.ConnectionsOf(endpoint.Body)
        where target.Key.Equals(each.Connection.Text("properties.privateLinkServiceId"), StringComparison.OrdinalIgnoreCase)
        let name = $"{endpoint.Name}.{MadeUpIds.From("connection", endpoint.Key, target.Key)}"
        select (JsonNode)new JsonObject
        {
            ["id"] = $"{target.Key}/{Member}/{name}",
            ["name"] = name,
            ["type"] = $"{target.Type}/{Member}",
            ["properties"] = new JsonObject
            {
                ["privateEndpoint"] = new JsonObject { ["id"] = endpoint.Key },
                ["privateLinkServiceConnectionState"] = new JsonObject
                {
                    ["status"] = each.Status, ["description"] = each.Status == "Approved" ? "Auto-approved" : "",
                    ["actionsRequired"] = "None",
                },
                ["provisioningState"] = "Succeeded",
            },
        };
}
