namespace MlopsInfra.LocalCloud.Arm;

/// <summary>How a type's long-running operations look on the wire.</summary>
/// <param name="StatusSegment">The segment of the status URL, as in <c>mfeOperationsStatus</c>.</param>
/// <param name="Prefix">What an operation's name begins with, as in <c>bebes</c>; null for a bare GUID.</param>
/// <param name="PutAnswersBody">
/// True: PUT answers 200 or 201 with the resource and <c>Azure-AsyncOperation</c>; false: 202 with <c>Location</c> only.
/// </param>
internal sealed record LongRunningStyle(string StatusSegment, string? Prefix, bool PutAnswersBody)
{
    /// <summary>The style of most types.</summary>
    public static LongRunningStyle Common { get; } = new("operationStatuses", null, true);

    private static readonly Dictionary<string, LongRunningStyle> Styles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.MachineLearningServices/workspaces"] = new("workspaceOperationsStatus", null, false),
        ["Microsoft.MachineLearningServices/workspaces/computes"] = new("computeOperationsStatus", null, true),
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints"] = new("mfeOperationsStatus", "bebes", true),
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments"] = new("mfeOperationsStatus", "bdbes", true),
        ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints"] = new("mfeOperationsStatus", "oe", true),
        ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments"] = new("mfeOperationsStatus", "od", true),
        ["Microsoft.MachineLearningServices/workspaces/schedules"] = new("mfeOperationsStatus", "s", true),
        ["Microsoft.Storage/storageAccounts"] = new("asyncoperations", null, false),
        ["Microsoft.ContainerRegistry/registries"] = Common,
        ["Microsoft.ContainerService/managedClusters"] = Common,
        ["Microsoft.ContainerService/managedClusters/agentPools"] = Common,
        ["Microsoft.ContainerInstance/containerGroups"] = Common,
        ["Microsoft.EventGrid/systemTopics"] = Common,
        ["Microsoft.EventGrid/systemTopics/eventSubscriptions"] = Common,
        ["Microsoft.KubernetesConfiguration/extensions"] = Common,
        ["Microsoft.Network/virtualNetworks"] = Common,
        ["Microsoft.Network/virtualNetworks/subnets"] = Common,
        ["Microsoft.Network/networkSecurityGroups"] = Common,
        ["Microsoft.Network/privateEndpoints"] = Common,
        ["Microsoft.Network/privateDnsZones"] = Common,
        ["Microsoft.OperationalInsights/workspaces"] = Common,
    };

    /// <summary>The style of a type; null where its operations are synchronous.</summary>
    public static LongRunningStyle? Of(string type) => Styles.GetValueOrDefault(type);
}
