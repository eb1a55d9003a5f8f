using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>
/// What a resource shows of the private endpoints that lead to it: <c>privateEndpointConnections</c>, and how many.
/// </summary>
internal static class PrivateConnections
{
    private const string Endpoint = "Microsoft.Network/privateEndpoints";
    private const string Workspace = "Microsoft.MachineLearningServices/workspaces";

    private static readonly HashSet<string> Targets = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.ContainerRegistry/registries", Workspace,
        "Microsoft.Insights/privateLinkScopes",
    };

    /// <summary>Adds them to what is shown.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="shown">What a GET shows of it.</param>
    public static void Show(CloudContext cloud, StoredResource resource, JsonObject shown)
    {
        if (!Targets.Contains(resource.Type)) return;
        var connections = cloud.Store.OfType(Endpoint).OrderBy(endpoint => endpoint.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(endpoint => ConnectionsOf(endpoint, resource)).ToList();
        if (connections.Count == 0) return;
        shown.Set("properties.privateEndpointConnections", new JsonArray([.. connections]));
        if (resource.Type == Workspace) shown.Set("properties.privateLinkCount", connections.Count);
    }

    // What asks for a connection by hand waits for somebody to approve it.
    private static IEnumerable<JsonNode> ConnectionsOf(StoredResource endpoint, StoredResource target) =>
        from list in (string[])["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"]
        from connection in (endpoint.Body.At($"properties.{list}") as JsonArray ?? []).OfType<JsonObject>()
        where target.Key.Equals(connection.Text("properties.privateLinkServiceId"), StringComparison.OrdinalIgnoreCase)
        let name = $"{endpoint.Name}.{MadeUpIds.From("connection", endpoint.Key, target.Key)}"
        select (JsonNode)new JsonObject
        {
            ["id"] = $"{target.Key}/privateEndpointConnections/{name}",
            ["name"] = name,
            ["type"] = $"{target.Type}/privateEndpointConnections",
            ["properties"] = new JsonObject
            {
                ["privateEndpoint"] = new JsonObject { ["id"] = endpoint.Key },
                ["privateLinkServiceConnectionState"] = new JsonObject
                {
                    ["status"] = list[0] == 'm' ? "Pending" : "Approved", ["description"] = "Auto-approved",
                    ["actionsRequired"] = "None",
                },
                ["provisioningState"] = "Succeeded",
            },
        };
}
