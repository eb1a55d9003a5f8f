using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Which properties hold ids, and the check that they refer to something.</summary>
internal static class References
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Logs = "Microsoft.OperationalInsights/workspaces";
    private const string Registry = "Microsoft.ContainerRegistry/registries";
    private const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string Workspace = "Microsoft.MachineLearningServices/workspaces";
    private const string Subnet = "Microsoft.Network/virtualNetworks/subnets";
    private const string Cluster = "Microsoft.ContainerService/managedClusters";
    private const string Groups = "Microsoft.Insights/actionGroups";

    private static readonly ReferenceRule[] Rules =
    [
        new("Microsoft.Insights/components", "properties.WorkspaceResourceId", Missing, Logs),
        new("Microsoft.Insights/dataCollectionRules", "properties.destinations.logAnalytics[].workspaceResourceId", Missing,
            Logs),
        new("Microsoft.Insights/dataCollectionRuleAssociations", "properties.dataCollectionRuleId", Missing,
            "Microsoft.Insights/dataCollectionRules"),
        new("Microsoft.Insights/dataCollectionRules", "properties.dataCollectionEndpointId", Missing,
            "Microsoft.Insights/dataCollectionEndpoints"),
        new("Microsoft.Insights/dataCollectionRuleAssociations", "properties.dataCollectionEndpointId", Missing,
            "Microsoft.Insights/dataCollectionEndpoints"),
        new("Microsoft.Insights/privateLinkScopes/scopedResources", "properties.linkedResourceId", Missing, Logs,
            "Microsoft.Insights/components",
            "Microsoft.Insights/dataCollectionEndpoints"),
        new("Microsoft.Insights/diagnosticSettings", "properties.workspaceId", Missing, Logs),
        new("Microsoft.Insights/diagnosticSettings", "properties.storageAccountId", Missing, Storage),
        new(Workspace, "properties.storageAccount", Workspaces, Storage),
        new(Workspace, "properties.keyVault", Workspaces, "Microsoft.KeyVault/vaults"),
        new(Workspace, "properties.applicationInsights", Workspaces, "Microsoft.Insights/components"),
        new(Workspace, "properties.containerRegistry", Workspaces, Registry),
        new(Workspace, "properties.primaryUserAssignedIdentity", Workspaces, Identity),
        new($"{Workspace}/computes", "properties.resourceId", Workspaces, Cluster, "Microsoft.Kubernetes/connectedClusters",
            "Microsoft.Compute/virtualMachines"),
        new($"{Workspace}/computes", "properties.properties.subnet.id", Workspaces, Subnet),
        new($"{Workspace}/onlineEndpoints", "properties.compute", Workspaces, $"{Workspace}/computes"),
        new($"{Workspace}/batchEndpoints/deployments", "properties.compute", Workspaces, $"{Workspace}/computes"),
        new("Microsoft.ContainerInstance/containerGroups", "properties.subnetIds[].id", Network, Subnet),
        new("Microsoft.ContainerInstance/containerGroups", "properties.imageRegistryCredentials[].identity", Identities,
            Identity),
        new("Microsoft.ContainerInstance/containerGroups", "properties.diagnostics.logAnalytics.workspaceResourceId", Missing,
            Logs),
        new(Cluster, "properties.agentPoolProfiles[].vnetSubnetID", Network, Subnet),
        new(Cluster, "properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID", Missing, Logs),
        new(Cluster, "properties.securityProfile.defender.logAnalyticsWorkspaceResourceId", Missing, Logs),
        new(Cluster, "properties.apiServerAccessProfile.subnetId", Network, Subnet),
        new(Cluster, "properties.identityProfile.kubeletidentity.resourceId", Identities, Identity),
        new($"{Cluster}/agentPools", "properties.vnetSubnetID", Network, Subnet),
        new($"{Cluster}/trustedAccessRoleBindings", "properties.sourceResourceId", Missing),
        new("Microsoft.EventGrid/systemTopics", "properties.source", Topics),
        new("Microsoft.EventGrid/systemTopics/eventSubscriptions", "properties.deadLetterDestination.properties.resourceId",
            Missing, Storage),
        new("Microsoft.EventGrid/systemTopics/eventSubscriptions",
            "properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.resourceId", Missing, Storage),
        new("Microsoft.EventGrid/eventSubscriptions", "properties.deadLetterDestination.properties.resourceId", Missing, Storage),
        new("Microsoft.Network/virtualNetworks", "properties.subnets[].properties.networkSecurityGroup.id", Network,
            "Microsoft.Network/networkSecurityGroups"),
        new("Microsoft.Network/virtualNetworks", "properties.subnets[].properties.natGateway.id", Network,
            "Microsoft.Network/natGateways"),
        new("Microsoft.Network/virtualNetworks", "properties.subnets[].properties.routeTable.id", Network,
            "Microsoft.Network/routeTables"),
        new(Subnet, "properties.networkSecurityGroup.id", Network, "Microsoft.Network/networkSecurityGroups"),
        new(Subnet, "properties.natGateway.id", Network, "Microsoft.Network/natGateways"),
        new(Subnet, "properties.routeTable.id", Network, "Microsoft.Network/routeTables"),
        new("Microsoft.Compute/virtualMachineScaleSets",
            "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties"
                + ".ipConfigurations[].properties.subnet.id", Network, Subnet),
        new("Microsoft.Network/natGateways", "properties.publicIpAddresses[].id", Network, "Microsoft.Network/publicIPAddresses"),
        new("Microsoft.Network/privateEndpoints", "properties.subnet.id", Network, Subnet),
        new("Microsoft.Network/privateEndpoints", "properties.privateLinkServiceConnections[].properties.privateLinkServiceId",
            Network),
        new("Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
            "properties.privateDnsZoneConfigs[].properties.privateDnsZoneId", Network, "Microsoft.Network/privateDnsZones"),
        new("Microsoft.Network/privateDnsZones/virtualNetworkLinks", "properties.virtualNetwork.id", Network,
            "Microsoft.Network/virtualNetworks"),
        new("Microsoft.Insights/metricAlerts", "properties.scopes[]", Missing),
        new("Microsoft.Insights/metricAlerts", "properties.actions[].actionGroupId", Missing, Groups),
        new("Microsoft.Insights/metricAlerts", "properties.criteria.webTestId", Missing, "Microsoft.Insights/webtests"),
        new("Microsoft.Insights/metricAlerts", "properties.criteria.componentId", Missing, "Microsoft.Insights/components"),
        new("Microsoft.Insights/scheduledQueryRules", "properties.scopes[]", Missing),
        new("Microsoft.Insights/scheduledQueryRules", "properties.actions.actionGroups[]", Missing, Groups),
        new("Microsoft.Insights/activityLogAlerts", "properties.scopes[]", Missing),
        new("Microsoft.Insights/activityLogAlerts", "properties.actions.actionGroups[].actionGroupId", Missing, Groups),
        new("Microsoft.Insights/autoscalesettings", "properties.targetResourceUri", Missing),
        new("Microsoft.ContainerRegistry/registries/tokens", "properties.scopeMapId", Missing,
            "Microsoft.ContainerRegistry/registries/scopeMaps"),
    ];

    private static readonly ILookup<string, ReferenceRule> ByType =
        Rules.ToLookup(rule => rule.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses ids that are none, that are of another type, or that refer to nothing.</summary>
    public static void Check(PutContext put)
    {
        foreach (var (path, value) in put.Body.Texts("identity.userAssignedIdentities{}"))
        {
            if (!ResourceId.TryParse(value, out var identity) || identity.Type != Identity) throw ArmErrors.NoId(value, path);
            if (put.Cloud.Find(value) is null) throw ArmErrors.IdentityNotFound(put.Id, value);
        }

        foreach (var rule in ByType[put.Id.Type])
        {
            foreach (var (path, value) in put.Body.Texts(rule.Path)) Check(put, rule, path, value);
        }
    }

    private static void Check(PutContext put, ReferenceRule rule, string path, string value)
    {
        if (value.Length == 0 || BodyValidator.Unknown == value) return;
        if (!ResourceId.TryParse(value, out var id) || !rule.Fits(id)) throw ArmErrors.NoId(value, path);
        // A whole subscription may be a scope; it is no resource of the store.
        if (id.Type == ResourceType.Subscription) return;
        if (!Existence.Exists(put.Cloud, id)) throw rule.Refuse(put.Id, value, path);
    }

    private static ArmException Missing(ResourceId from, string to, string path) =>
        new(404, ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Code, ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Message,
            path);

    private static ArmException Network(ResourceId from, string to, string path) =>
        new(400, "InvalidResourceReference", ArmErrors.InvalidReference(from, to).Message, path);

    private static ArmException Identities(ResourceId from, string to, string path) =>
        new(400, "FailedIdentityOperation", ArmErrors.IdentityNotFound(from, to).Message, path);

    private static ArmException Topics(ResourceId from, string to, string path) =>
        new(400, "InvalidRequest", $"The source resource '{to}' of the system topic does not exist.", path);

    private static ArmException Workspaces(ResourceId from, string to, string path) =>
        new(400, "ValidationError", $"The resource '{to}' given in '{path}' was not found.", path)
    {
        Details = [(ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Code,
            ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Message, path)],
    };
}
