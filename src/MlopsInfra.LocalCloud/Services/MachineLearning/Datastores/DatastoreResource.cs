using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.Storage;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;

/// <summary>
/// Datastores of a workspace: the account and the container are looked for among those of the store.
/// Its secrets are never shown.
/// </summary>
internal sealed class DatastoreResource() : MachineLearningResource(Collection)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{WorkspaceResource.TypeName}/{Collection}";

    private const string Collection = "datastores";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = new("[a-zA-Z0-9_]+", 1, 255, "ValidationError",
        "Datastore name '{0}' is invalid. It must consist only of letters, digits and underscores.");

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(2);

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "workspaceblobstore", "workspaceartifactstore", "workspacefilestore", "workspaceworkingdirectory",
    };

    public override void CheckPut(PutContext put)
    {
        if (put.Existing is not null && Reserved.Contains(put.Id.Name)
            && put.Body.Text("properties.datastoreType") != put.Existing.Body.Text("properties.datastoreType"))
            throw Error($"The datastore '{put.Id.Name}' belongs to the workspace and can't be changed to another type.", "name");
        if (put.Body.Text("properties.accountName") is not { } accountName) return;
        var account = put.Cloud.Store.FindByName("Microsoft.Storage/storageAccounts", accountName)
            ?? throw Error($"The storage account '{accountName}' of the datastore was not found.", "properties.accountName");
        if (put.Body.Text("properties.containerName") is { } container
            && put.Cloud.Store.Find($"{account.Key}/blobServices/default/containers/{container}") is null)
            throw Error($"The container '{container}' was not found in the storage account '{accountName}'.",
                "properties.containerName");
        var credentials = put.Body.Text("properties.credentials.credentialsType");
        if (credentials is "AccountKey" or "Sas" && account.Body.Flag("properties.allowSharedKeyAccess") == false)
            throw Error(
                $"Key based authentication is not permitted on the storage account '{accountName}': use credentials of type "
                    + "'None'.", "properties.credentials.credentialsType");
    }

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.isDefault", put.Id.Name.Equals("workspaceblobstore", StringComparison.OrdinalIgnoreCase));

    public override void Show(ResourceId id, JsonObject properties, JsonObject resource, WorkspaceAssets workspace)
    {
        Default(properties, "description", null);
        Default(properties, "tags", new JsonObject());
        Default(properties, "properties", new JsonObject());
        Default(properties, "isDefault", false);
        if (properties["credentials"] is JsonObject credentials)
        {
            properties["credentials"] =
                new JsonObject { ["credentialsType"] = credentials["credentialsType"].AsText() };
        }
    }

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = null;
        if (!post.Is("listSecrets")) return false;
        answer = (post.Existing.Body.At("properties.credentials.secrets") ?? KeyOfWorkspace(post)
            ?? throw MachineLearningErrors.User(
                $"The datastore '{post.Id.Name}' has no credentials that could be listed: it is accessed with identities."))
            .DeepClone();
        return true;
    }

    // The datastores that a workspace brings along have the key of its account, and nobody wrote it down.
    private static JsonObject? KeyOfWorkspace(PostContext post) =>
        post.Existing.Body.Text("properties.credentials.credentialsType") == "AccountKey"
            && post.Existing.Body.Text("properties.accountName") is { } name
            && post.Cloud.Store.FindByName(StorageAccountResource.TypeName, name) is { } account
            ? new JsonObject
            {
                ["secretsType"] = "AccountKey",
                ["key"] = StorageAccountResource.KeysOf(account.Computed)[0],
            }
            : null;

    private static ArmException Error(string message, string target) => new(400, "UserError", message, target);
}
