using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>The keys that a workspace lists: those of what it depends on, and those of its notebooks.</summary>
internal static class WorkspaceKeys
{
    private const int SecondsOfToken = 3600;

    /// <summary>Answers an action that lists keys; null for other actions.</summary>
    /// <param name="post">The action.</param>
    public static JsonObject? Answer(PostContext post) => post.Action.ToLowerInvariant() switch
    {
        "listkeys" => List(post),
        "liststorageaccountkeys" => new JsonObject { ["userStorageKey"] = StorageKey(post).Key },
        "listnotebookkeys" => NotebookKeys(post),
        "listnotebookaccesstoken" => NotebookToken(post),
        _ => null,
    };

    private static JsonObject List(PostContext post)
    {
        var (account, key) = StorageKey(post);
        return new JsonObject
        {
            ["userStorageKey"] = key,
            ["userStorageArmId"] = account,
            ["appInsightsInstrumentationKey"] = post.Cloud.Find(post.Existing.Body.Text("properties.applicationInsights"))
                ?.Computed.Text("properties.InstrumentationKey"),
            ["notebookAccessKeys"] = NotebookKeys(post),
        };
    }

    private static (string Account, string Key) StorageKey(PostContext post)
    {
        var account = (post.Existing.Body.Text("properties.storageAccount")
            ?? post.Existing.Computed.Text("properties.storageAccount"))!;
        if (post.Cloud.Find(account)?.Body.Flag("properties.allowSharedKeyAccess") == false)
            throw new ArmException(403, "KeyBasedAuthenticationNotPermitted",
                $"Key based authentication is not permitted on the workspace's storage account '{account}'.", account);
        return (account, MadeUpIds.Key("storage", account, "key1"));
    }

    private static JsonObject NotebookKeys(PostContext post) => new()
    {
        ["primaryAccessKey"] = MadeUpIds.Key("notebook", post.Id.Value, "primary"),
        ["secondaryAccessKey"] = MadeUpIds.Key("notebook", post.Id.Value, "secondary"),
    };

    private static JsonObject NotebookToken(PostContext post)
    {
        var host = post.Existing.Computed.Text("properties.notebookInfo.fqdn");
        return new JsonObject
        {
            ["accessToken"] = MadeUpIds.Key("notebook token", post.Id.Value),
            ["expiresIn"] = SecondsOfToken,
            ["hostName"] = host,
            ["publicDns"] = host,
            ["notebookResourceId"] = post.Existing.Computed.Text("properties.notebookInfo.resourceId"),
            ["scope"] = "aznb_identity",
            ["tokenType"] = "Bearer",
        };
    }
}
