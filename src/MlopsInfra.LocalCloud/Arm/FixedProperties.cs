using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What can't change once a resource is there, by type. None of it is a replacement in a plan unless azure-native marks it, too.
/// </summary>
internal static class FixedProperties
{
    /// <summary>What a node pool has for good, whether it is a resource of its own or stands in its cluster.</summary>
    private static readonly string[] OfNodePool =
    [
        "vmSize", "osDiskSizeGB", "osDiskType", "osType", "availabilityZones", "vnetSubnetID", "maxPods", "type",
        "scaleSetPriority", "enableNodePublicIP",
        "enableEncryptionAtHost", "enableUltraSSD",
    ];

    private static readonly Dictionary<string, FixedProperty[]> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Storage/storageAccounts"] =
        [
            .. Each("properties.isHnsEnabled", "properties.isNfsV3Enabled",
                "properties.encryption.requireInfrastructureEncryption"),
            new("kind")
            {
                Code = "AccountKindChangeNotAllowed",
                Message = (name,
                    _) => $"The account kind of '{name}' can't be changed, but from 'Storage' or 'BlobStorage' to 'StorageV2'.",
                IsAllowed = (old, now) => Text(old) is "Storage" or "BlobStorage" && Text(now) == "StorageV2",
            },
        ],
        ["Microsoft.KeyVault/vaults"] =
        [
            .. Each("properties.tenantId"),
            new("properties.softDeleteRetentionInDays")
            {
                Status = 400,
                Code = "BadRequest",
                Message = (_, _) => "The property \"softDeleteRetentionInDays\" has been set already and it can't be modified.",
                // What was not set has Azure's default, 90; saying that is no change.
                IsAllowed = (old, now) => old is null && Text(now) == "90",
            },
        ],
        ["Microsoft.Insights/components"] = Each("properties.Application_Type"),
        ["Microsoft.Authorization/roleAssignments"] =
        [
            .. Each("properties.principalId", "properties.roleDefinitionId", "properties.scope")
                .Select(property => property with { Status = 400, Code = "RoleAssignmentUpdateNotPermitted" }),
        ],
        ["Microsoft.MachineLearningServices/workspaces"] = Each(
            "properties.storageAccount", "properties.keyVault", "properties.hbiWorkspace", "properties.encryption",
            "properties.enableDataIsolation", "kind",
            "properties.hubResourceId"),
        ["Microsoft.ContainerService/managedClusters"] =
        [
            .. Each(
                "properties.dnsPrefix", "properties.nodeResourceGroup", "properties.networkProfile.networkPlugin",
                "properties.networkProfile.serviceCidr",
                "properties.networkProfile.dnsServiceIP", "properties.networkProfile.loadBalancerSku",
                "properties.apiServerAccessProfile.enablePrivateCluster",
                "properties.fqdnSubdomain", "properties.diskEncryptionSetID"),
            .. OfNodePool.Select(name => new FixedProperty($"properties.agentPoolProfiles[].{name}")),
            new("properties.oidcIssuerProfile.enabled")
            {
                Status = 400,
                Code = "InvalidParameter",
                Message = (_, _) => "The OIDC issuer can't be disabled once it is enabled.",
                IsAllowed = (old, _) => Text(old) != "true",
            },
        ],
        ["Microsoft.ContainerService/managedClusters/agentPools"] =
            [.. OfNodePool.Select(name => new FixedProperty($"properties.{name}"))],
        // "Update containers in Azure Container Instances", properties that require container delete.
        ["Microsoft.ContainerInstance/containerGroups"] =
        [
            .. Each("properties.osType", "properties.restartPolicy", "properties.subnetIds", "zones",
                "properties.containers[].properties.resources")
                .Select(property => property with { Status = 400, Code = "InvalidContainerGroupUpdate", Message = GroupUpdate,
                    IsKeptWhenLeftOut = false }),
        ],
        ["Microsoft.EventGrid/systemTopics"] = Each("properties.source", "properties.topicType"),
        ["Microsoft.Network/privateEndpoints"] = Each("properties.subnet"),
        ["Microsoft.Network/privateDnsZones/virtualNetworkLinks"] = Each("properties.virtualNetwork"),
        ["Microsoft.KubernetesConfiguration/extensions"] = Each("properties.extensionType", "properties.scope"),
        ["Microsoft.MachineLearningServices/workspaces/onlineEndpoints"] = Each("properties.authMode", "properties.compute"),
        ["Microsoft.MachineLearningServices/workspaces/batchEndpoints"] = Each("properties.authMode"),
    };

    /// <summary>Those of a type.</summary>
    public static IReadOnlyList<FixedProperty> Of(string type) => Table.GetValueOrDefault(type, []);

    private static FixedProperty[] Each(params string[] paths) => [.. paths.Select(path => new FixedProperty(path))];

    private static string GroupUpdate(string name, string path) =>
        $"The updates on container group '{name}' are invalid ('{path}'). If you are going to update the os type, restart "
            + "policy, network profile, CPU, memory or GPU resources for a container group, you must delete it first and then "
            + "create a new one.";

    private static string? Text(JsonNode? node) => node?.ToString();
}
