using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What is asked before a deployment: what the caller may do.</summary>
internal sealed class AccountRoutes(CloudContext cloud)
{
    /// <summary>The answer to one of these paths; null if the path is none of them.</summary>
    public JsonNode? Find(string method, string[] segments, string? principal) => (method, segments) switch
    {
        ("GET", [.. var scope, "providers", "Microsoft.Authorization", "permissions"]) => Permissions(scope, principal),
        _ => null,
    };

    private static JsonObject List(IEnumerable<JsonObject> values) => new() { ["value"] = new JsonArray([.. values]) };

    private JsonObject Permissions(string[] scope, string? principal)
    {
        var id = ResourceId.Parse($"/{string.Join('/', scope)}");
        if (id.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
        return List(cloud.Access.PermissionsAt(principal, id).Select(granted => new JsonObject
        {
            ["actions"] = Texts(granted.Actions),
            ["notActions"] = Texts(granted.NotActions),
            ["dataActions"] = Texts(granted.DataActions),
            ["notDataActions"] = Texts(granted.NotDataActions),
        }));
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
