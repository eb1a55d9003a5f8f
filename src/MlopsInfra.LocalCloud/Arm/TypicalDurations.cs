using System.Collections.Frozen;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// How long Azure typically takes to create a resource: medians of published logs (Terraform and SDK runs in public issues) where
/// there are any, estimates elsewhere. For playing time, not for promises.
/// </summary>
internal static class TypicalDurations
{
    private static readonly FrozenDictionary<string, TypicalDuration> Table = new (string Type, double Seconds, bool IsMeasured)[]
    {
        ("Microsoft.Resources/resourceGroups", 3, true),
        ("Microsoft.Network/virtualNetworks", 9, true),
        ("Microsoft.Network/virtualNetworks/subnets", 5, false),
        ("Microsoft.Network/networkSecurityGroups", 5, false),
        ("Microsoft.Network/publicIPAddresses", 5, false),
        ("Microsoft.Network/natGateways", 10, false),
        ("Microsoft.Compute/virtualMachineScaleSets", 30, false),
        ("Microsoft.Network/privateEndpoints", 60, false),
        ("Microsoft.Network/privateEndpoints/privateDnsZoneGroups", 15, false),
        ("Microsoft.Network/privateDnsZones", 35, false),
        ("Microsoft.Network/privateDnsZones/virtualNetworkLinks", 35, false),
        ("Microsoft.OperationalInsights/workspaces", 7, true),
        ("Microsoft.Insights/components", 17, true),
        ("Microsoft.Insights/diagnosticSettings", 5, false),
        ("Microsoft.Storage/storageAccounts", 24, true),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", 1, false),
        ("Microsoft.KeyVault/vaults", 18, true),
        ("Microsoft.KeyVault/vaults/secrets", 2, false),
        ("Microsoft.ContainerRegistry/registries", 25, true),
        ("Microsoft.ManagedIdentity/userAssignedIdentities", 5, false),
        ("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials", 5, false),
        ("Microsoft.Authorization/roleAssignments", 25, true),
        ("Microsoft.Authorization/locks", 5, false),
        ("Microsoft.MachineLearningServices/workspaces", 21, true),
        ("Microsoft.MachineLearningServices/workspaces/computes", 60, false),
        ("Microsoft.MachineLearningServices/workspaces/datastores", 2, false),
        ("Microsoft.MachineLearningServices/workspaces/batchEndpoints", 20, false),
        ("Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments", 20, false),
        ("Microsoft.MachineLearningServices/workspaces/onlineEndpoints", 120, true),
        ("Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments", 480, true),
        ("Microsoft.ContainerService/managedClusters", 270, true),
        ("Microsoft.ContainerService/managedClusters/agentPools", 180, false),
        ("Microsoft.ContainerService/managedClusters/maintenanceConfigurations", 5, false),
        ("Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings", 20, false),
        ("Microsoft.KubernetesConfiguration/extensions", 420, false),
        ("Microsoft.ContainerInstance/containerGroups", 44, true),
        ("Microsoft.EventGrid/systemTopics", 30, false),
        ("Microsoft.EventGrid/systemTopics/eventSubscriptions", 15, false),
        ("Microsoft.Logic/workflows", 10, false),
        ("Microsoft.Insights/actionGroups", 5, false),
        ("Microsoft.Insights/metricAlerts", 5, false),
        ("Microsoft.Insights/scheduledQueryRules", 5, false),
        ("Microsoft.Insights/webtests", 5, false),
    }.ToFrozenDictionary(row => row.Type, row => new TypicalDuration(TimeSpan.FromSeconds(row.Seconds), row.IsMeasured),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a type typically takes.</summary>
    /// <param name="armType">The full type, as in <c>Microsoft.Storage/storageAccounts</c>; compared ignoring case.</param>
    public static TypicalDuration Of(string armType) => Table.GetValueOrDefault(armType, TypicalDuration.Other);
}
