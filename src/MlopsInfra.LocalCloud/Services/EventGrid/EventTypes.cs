using System.Collections.Frozen;

namespace MlopsInfra.LocalCloud.Services.EventGrid;

/// <summary>
/// The events that topics of a type carry, as Azure's client libraries name them (<c>SystemEventNames</c> of
/// Azure.Messaging.EventGrid) and the pages "Event Grid event schema" of each source.
/// </summary>
internal static class EventTypes
{
    private static readonly string[] OfResources =
    [
        "ResourceActionCancel", "ResourceActionFailure", "ResourceActionSuccess", "ResourceDeleteCancel", "ResourceDeleteFailure",
        "ResourceDeleteSuccess", "ResourceWriteCancel", "ResourceWriteFailure", "ResourceWriteSuccess",
    ];

    private static readonly FrozenDictionary<string, string[]> ByTopicType = new Dictionary<string, string[]>
    {
        ["Microsoft.Storage.StorageAccounts"] =
        [
            "AsyncOperationInitiated", "BlobCreated", "BlobDeleted", "BlobInventoryPolicyCompleted", "BlobRenamed",
            "BlobTierChanged", "DirectoryCreated", "DirectoryDeleted", "DirectoryRenamed", "LifecyclePolicyCompleted",
            "StorageTaskAssignmentCompleted", "StorageTaskAssignmentQueued", "StorageTaskCompleted", "StorageTaskQueued",
        ],
        ["Microsoft.KeyVault.vaults"] =
        [
            "CertificateExpired", "CertificateNearExpiry", "CertificateNewVersionCreated", "KeyExpired", "KeyNearExpiry",
            "KeyNewVersionCreated", "SecretExpired", "SecretNearExpiry", "SecretNewVersionCreated", "VaultAccessPolicyChanged",
        ],
        ["Microsoft.ContainerRegistry.Registries"] = ["ChartDeleted", "ChartPushed", "ImageDeleted", "ImagePushed"],
        ["Microsoft.ContainerService.ManagedClusters"] =
        [
            "ClusterSupportEnded", "ClusterSupportEnding", "NewKubernetesVersionAvailable", "NodePoolRollingFailed",
            "NodePoolRollingStarted", "NodePoolRollingSucceeded",
        ],
        ["Microsoft.MachineLearningServices.Workspaces"] =
            ["DatasetDriftDetected", "ModelDeployed", "ModelRegistered", "RunCompleted", "RunStatusChanged"],
        ["Microsoft.Resources.ResourceGroups"] = OfResources,
        ["Microsoft.Resources.Subscriptions"] = OfResources,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The full names of the events; null for a type of topics whose events are not known.</summary>
    /// <param name="topicType">The topic type, as in <c>Microsoft.Storage.StorageAccounts</c>.</param>
    public static IReadOnlyList<string>? Of(string topicType) => ByTopicType.TryGetValue(topicType, out var names)
        ? [.. names.Select(name => $"{topicType[..topicType.LastIndexOf('.')]}.{name}")]
        : null;
}
