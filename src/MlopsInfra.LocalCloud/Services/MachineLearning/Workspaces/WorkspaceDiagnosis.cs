using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>What <c>diagnose</c> finds wrong with a workspace: what it depends on and is gone, and locks.</summary>
internal static class WorkspaceDiagnosis
{
    private static readonly (string Property, string Result, string Code)[] Dependencies =
    [
        ("storageAccount", "storageAccountResults", "StorageAccountNotFound"),
        ("keyVault", "keyVaultResults", "KeyVaultNotFound"),
        ("applicationInsights", "applicationInsightsResults", "ApplicationInsightsNotFound"),
        ("containerRegistry", "containerRegistryResults", "ContainerRegistryNotFound"),
    ];

    // Nothing of this can be wrong in the local cloud.
    private static readonly string[] Others =
        ["userDefinedRouteResults", "networkSecurityRuleResults", "dnsResolutionResults", "otherResults"];

    /// <summary>The answer.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="workspace">The workspace.</param>
    public static JsonObject Of(CloudContext cloud, StoredResource workspace)
    {
        var found = new JsonObject(Others.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonArray())));
        foreach (var (property, result, code) in Dependencies)
        {
            var id = workspace.Body.Text($"properties.{property}");
            found[result] = id is null || cloud.Find(id) is not null ? new JsonArray()
                : new JsonArray(Result(code, "Error", $"The resource '{id}' of the workspace does not exist."));
        }

        found["resourceLockResults"] = new JsonArray([.. Locks(cloud, workspace)]);
        return new JsonObject { ["value"] = found };
    }

    private static IEnumerable<JsonNode> Locks(CloudContext cloud, StoredResource workspace) =>
        cloud.Store.OfType("Microsoft.Authorization/locks")
            .Where(found => ResourceId.IsWithin(workspace.Key,
                found.Key[..found.Key.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase)]))
            .Select(found => Result("ResourceLockExists", "Warning",
                $"The lock '{found.Name}' ({found.Body.Text("properties.level")}) holds for the workspace."));

    private static JsonObject Result(string code, string level, string message) =>
        new() { ["code"] = code, ["level"] = level, ["message"] = message };
}
