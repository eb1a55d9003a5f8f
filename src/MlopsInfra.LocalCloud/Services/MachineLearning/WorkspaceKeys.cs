using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>The keys that a workspace lists: those of what it depends on.</summary>
internal static class WorkspaceKeys
{
    /// <summary>Answers <c>listKeys</c>.</summary>
    /// <exception cref="ArmException">The workspace's storage account takes no keys.</exception>
    public static JsonObject List(PostContext post)
    {
        var account = post.Existing.Body.Text("properties.storageAccount")!;
        if (post.Cloud.Find(account)?.Body.Flag("properties.allowSharedKeyAccess") == false)
            throw new ArmException(403, "KeyBasedAuthenticationNotPermitted",
                $"Key based authentication is not permitted on the workspace's storage account '{account}'.", account);
        return new JsonObject
        {
            ["userStorageKey"] = MadeUpIds.Key("storage", account, "key1"),
            ["userStorageArmId"] = account,
            ["appInsightsInstrumentationKey"] = post.Cloud.Find(post.Existing.Body.Text("properties.applicationInsights"))
                ?.Computed.Text("properties.InstrumentationKey"),
            ["notebookAccessKeys"] = new JsonObject(),
        };
    }
}
