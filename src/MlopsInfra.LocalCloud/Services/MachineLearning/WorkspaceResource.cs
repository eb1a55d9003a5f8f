using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>Azure ML workspaces: what they need before they can be created, what they bring along, soft delete.</summary>
internal sealed class WorkspaceResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.MachineLearningServices/workspaces";

    public override string InvalidValueCode { get; init; } = "BadRequest";

    /// <summary>The template of Microsoft's client for Python has <c>"hbiWorkspace": "false"</c>.</summary>
    public override bool ReadsLoosely { get; init; } = true;

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = MachineLearningNames.Workspace("Workspace");

    /// <inheritdoc/>
    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
    [
        new("properties.storageAccount"), new("properties.keyVault"), new("properties.hbiWorkspace"),
        new("properties.encryption"), new("properties.enableDataIsolation"), new("kind"), new("properties.hubResourceId"),
        // "Workspace managed virtual network isolation", limitations: it can't be disabled any more.
        new(ManagedNetwork.IsolationMode)
        {
            Status = 400,
            Code = "BadRequest",
            Message = (name, _) => $"The managed network of workspace '{name}' can't be disabled once it is enabled.",
            IsAllowed = (old, now) => ManagedNetwork.IsOn(now.AsText()) || !ManagedNetwork.IsOn(old.AsText()),
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Reference> References { get; init; } =
    [
        MachineLearningReferences.To("properties.storageAccount", "Microsoft.Storage/storageAccounts"),
        MachineLearningReferences.To("properties.keyVault", "Microsoft.KeyVault/vaults"),
        MachineLearningReferences.To("properties.applicationInsights", "Microsoft.Insights/components"),
        MachineLearningReferences.To("properties.containerRegistry", "Microsoft.ContainerRegistry/registries"),
        MachineLearningReferences.To("properties.hubResourceId", TypeName),
        MachineLearningReferences.To("properties.primaryUserAssignedIdentity",
            "Microsoft.ManagedIdentity/userAssignedIdentities"),
        MachineLearningReferences.To(WorkspaceEncryption.Vault, "Microsoft.KeyVault/vaults"),
        MachineLearningReferences.To(WorkspaceEncryption.Identity, "Microsoft.ManagedIdentity/userAssignedIdentities"),
    ];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(21);

    /// <inheritdoc/>
    public override LongRunningStyle? LongRunning { get; init; } =
        new("workspaceOperationsStatus", Prefix: null, PutAnswersBody: false);

    /// <inheritdoc/>
    public override IReadOnlyList<string>? PrivateLinkGroups { get; init; } = ["amlworkspace"];

    /// <inheritdoc/>
    public override EventSource? EventSource { get; init; } = new("Microsoft.MachineLearningServices.Workspaces",
        "DatasetDriftDetected", "ModelDeployed", "ModelRegistered", "RunCompleted", "RunStatusChanged");

    /// <summary>A workspace has no rules: it is open or closed.</summary>
    public override NetworkSurface? NetworkSurface { get; init; } =
        new(Rules: null, "amlworkspace", "privatelink.api.azureml.ms", Bypass: null, []);

    /// <summary>Whether resources of a type stand in a workspace.</summary>
    /// <param name="type">The type.</param>
    public static bool Has(ResourceType type) => type.IsBelow(TypeName);

    /// <summary>The workspace that a resource is in, or is; null if it is in none.</summary>
    /// <param name="id">The resource.</param>
    public static ResourceId? Of(ResourceId id)
    {
        for (var current = id; current is not null; current = current.Parent)
        {
            if (current.Type == TypeName) return current;
        }

        return null;
    }

    /// <summary>The GUID of a workspace (<c>properties.workspaceId</c>).</summary>
    /// <param name="workspace">The workspace.</param>
    public static string GuidOf(ResourceId workspace) => MadeUpIds.From("workspace", workspace.Value);

    public override void CheckSent(ResourceId id, JsonObject body) => WorkspaceTemplate.LeaveOutNothing(body);

    public override void Normalize(PutContext put) => WorkspaceKind.Normalize(put);

    public override void CheckPut(PutContext put)
    {
        CheckSoftDeleted(put);
        WorkspaceKind.Check(put);
        WorkspaceStorage.Check(put);
        // The key can't be changed, so that one which is there was judged when it was given.
        if (put.IsNew) WorkspaceEncryption.Check(put);
        WorkspaceIdentity.Check(put);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        var properties = computed["properties"]!.AsObject();
        properties["workspaceId"] = GuidOf(put.Id);
        properties["discoveryUrl"] = $"https://{put.Location}.api.azureml.ms/discovery";
        properties["mlFlowTrackingUri"] = $"azureml://{put.Location}.api.azureml.ms/mlflow/v1.0{put.Id}";
        properties["tenantId"] = put.Cloud.Options.TenantId;
        properties["storageHnsEnabled"] =
            put.Cloud.Find(WorkspaceKind.StorageOf(put))?.Body.Flag("properties.isHnsEnabled") ?? false;
        properties["privateLinkCount"] = 0;
        properties["workspaceProvisionedBy"] = null;
        properties["notebookInfo"] = new JsonObject
        {
            ["fqdn"] = $"ml-{put.Id.Name.ToLowerInvariant()}-{put.Location}-{GuidOf(put.Id)}"
                + $".{put.Location}.notebooks.azure.net",
            ["isPrivateLinkEnabled"] = false,
            ["resourceId"] = MadeUpIds.Hex(32, "notebook", put.Id.Value),
        };
        if (put.Body.Text("properties.publicNetworkAccess") is null) properties["publicNetworkAccess"] = "Enabled";
        if (put.Body.Text("kind") is null) computed["kind"] = "Default";
        WorkspaceKind.Complete(put, properties);
        if (put.Existing?.Computed.At(ManagedNetwork.Status) is { } provisioned)
            computed.Set(ManagedNetwork.Status, provisioned.DeepClone());
    }

    public override void Show(ShowContext show)
    {
        WorkspaceKind.Show(show);
        if (show.Shown.At("properties.privateEndpointConnections") is JsonArray { Count: > 0 } connections)
            show.Shown.Set("properties.privateLinkCount", connections.Count);
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written)
    {
        if (!put.IsNew) yield break;
        if (Held(put) is { } held) yield return SoftDelete.Free(held);
        foreach (var change in WorkspaceDatastores.Create(put, written)) yield return change;
    }

    public override void CheckDelete(DeleteContext delete)
    {
        WorkspaceKind.CheckDelete(delete);
        if (delete.Cloud.Store.Children(delete.Existing.Key)
            .FirstOrDefault(child => child.Type.LastName.EndsWith("Endpoints",
                StringComparison.OrdinalIgnoreCase)) is { } endpoint)
        {
            throw new ArmException(409, "CannotDeleteResource",
                "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: "
                    + $"'{endpoint.Key}'. Please delete all nested resources before deleting this resource.", delete.Id.Value);
        }
    }

    public override SoftDeletion SoftDeletionOf(JsonObject body) => new(14, CanPurge: true);

    public override IEnumerable<StoreChange> Leaves(DeleteContext delete) =>
        delete.Asked("forceToPurge") ? [] : [SoftDelete.Leave(delete, SoftDeletionOf(delete.Existing.Body))];

    public override bool TryPost(PostContext post, out JsonNode? answer)
    {
        answer = WorkspaceKeys.Answer(post);
        return answer is not null;
    }

    private static void CheckSoftDeleted(PutContext put)
    {
        if (put.IsNew && Held(put) is not null)
            throw new ArmException(400, "BadRequest",
                "Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete", put.Id.Name);
    }

    private static StoredResource? Held(PutContext put) =>
        SoftDelete.Find(put.Cloud, TypeName,
            deleted => put.Id.Value.Equals(deleted.Computed.Text("id"), StringComparison.OrdinalIgnoreCase));
}
