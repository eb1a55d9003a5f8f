using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Services.Resources.Moving;

/// <summary>
/// The types that can be moved to another group ("Move operation support for resources", as far as they are known here). All
/// others can't: workspaces of Azure ML, clusters, container groups, identities.
/// </summary>
internal static class MovableTypes
{
    private static readonly HashSet<ResourceType> All =
    [
        "Microsoft.AlertsManagement/smartDetectorAlertRules",
        "Microsoft.App/containerApps",
        "Microsoft.App/managedEnvironments",
        "Microsoft.Compute/virtualMachines",
        "Microsoft.Compute/virtualMachineScaleSets",
        "Microsoft.ContainerRegistry/registries",
        "Microsoft.EventGrid/systemTopics",
        "Microsoft.Insights/actionGroups",
        "Microsoft.Insights/activityLogAlerts",
        "Microsoft.Insights/autoscalesettings",
        "Microsoft.Insights/components",
        "Microsoft.Insights/dataCollectionEndpoints",
        "Microsoft.Insights/dataCollectionRules",
        "Microsoft.Insights/metricAlerts",
        "Microsoft.Insights/scheduledQueryRules",
        "Microsoft.Insights/webtests",
        "Microsoft.Insights/workbooks",
        "Microsoft.KeyVault/vaults",
        "Microsoft.Logic/workflows",
        "Microsoft.Network/natGateways",
        "Microsoft.Network/networkSecurityGroups",
        "Microsoft.Network/privateDnsZones",
        "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/publicIPAddresses",
        "Microsoft.Network/routeTables",
        "Microsoft.Network/virtualNetworks",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Portal/dashboards",
        "Microsoft.Storage/storageAccounts",
    ];

    /// <summary>Whether a type is one of them.</summary>
    /// <param name="type">The type.</param>
    public static bool Have(ResourceType type) => All.Contains(type);
}
