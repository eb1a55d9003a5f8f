namespace MlopsInfra.LocalCloud.Rest;

/// <summary>How a type's long-running operations look on the wire.</summary>
/// <param name="StatusSegment">The segment of the status URL, as in <c>mfeOperationsStatus</c>.</param>
/// <param name="Prefix">What an operation's name begins with, as in <c>bebes</c>; null for a bare GUID.</param>
/// <param name="PutAnswersBody">
/// True: PUT answers 200 or 201 with the resource and <c>Azure-AsyncOperation</c>; false: 202 with <c>Location</c> only.
/// </param>
internal sealed record LongRunningStyle(string StatusSegment, string? Prefix, bool PutAnswersBody)
{
    private static readonly LongRunningStyle Common = new("operationStatuses", null, true);

    private static readonly Dictionary<string, LongRunningStyle> Styles = new(StringComparer.OrdinalIgnoreCase)
    {
        [ResourceTypes.Workspaces] = new("workspaceOperationsStatus", null, false),
        [ResourceTypes.Computes] = new("computeOperationsStatus", null, true),
        [ResourceTypes.BatchEndpoints] = new("mfeOperationsStatus", "bebes", true),
        [ResourceTypes.BatchDeployments] = new("mfeOperationsStatus", "bdbes", true),
        [ResourceTypes.OnlineEndpoints] = new("mfeOperationsStatus", "oe", true),
        [ResourceTypes.OnlineDeployments] = new("mfeOperationsStatus", "od", true),
        [ResourceTypes.Schedules] = new("mfeOperationsStatus", "s", true),
        [ResourceTypes.StorageAccounts] = new("asyncoperations", null, false),
        [ResourceTypes.Registries] = Common,
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
