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

    private static readonly (string Type, Reference Reference)[] Rules =
    [
        ("Microsoft.Insights/components", new("properties.WorkspaceResourceId", Missing, Logs)),
        ("Microsoft.Insights/dataCollectionRules", new("properties.destinations.logAnalytics[].workspaceResourceId", Missing,
            Logs)),
        ("Microsoft.Insights/dataCollectionRuleAssociations", new("properties.dataCollectionRuleId", Missing,
            "Microsoft.Insights/dataCollectionRules")),
        ("Microsoft.Insights/dataCollectionRules", new("properties.dataCollectionEndpointId", Missing,
            "Microsoft.Insights/dataCollectionEndpoints")),
        ("Microsoft.Insights/dataCollectionRuleAssociations", new("properties.dataCollectionEndpointId", Missing,
            "Microsoft.Insights/dataCollectionEndpoints")),
        ("Microsoft.Insights/privateLinkScopes/scopedResources", new("properties.linkedResourceId", Missing, Logs,
            "Microsoft.Insights/components",
            "Microsoft.Insights/dataCollectionEndpoints")),
        ("Microsoft.Insights/diagnosticSettings", new("properties.workspaceId", Missing, Logs)),
        ("Microsoft.Insights/diagnosticSettings", new("properties.storageAccountId", Missing, Storage)),
        (Workspace, new("properties.storageAccount", Workspaces, Storage)),
        (Workspace, new("properties.keyVault", Workspaces, "Microsoft.KeyVault/vaults")),
        (Workspace, new("properties.applicationInsights", Workspaces, "Microsoft.Insights/components")),
        (Workspace, new("properties.containerRegistry", Workspaces, Registry)),
        (Workspace, new("properties.primaryUserAssignedIdentity", Workspaces, Identity)),
        ($"{Workspace}/computes", new("properties.resourceId", Workspaces, Cluster, "Microsoft.Kubernetes/connectedClusters",
            "Microsoft.Compute/virtualMachines")),
        ($"{Workspace}/computes", new("properties.properties.subnet.id", Workspaces, Subnet)),
        ($"{Workspace}/onlineEndpoints", new("properties.compute", Workspaces, $"{Workspace}/computes")),
        ($"{Workspace}/batchEndpoints/deployments", new("properties.compute", Workspaces, $"{Workspace}/computes")),
        ("Microsoft.ContainerInstance/containerGroups", new("properties.subnetIds[].id", Network, Subnet)),
        ("Microsoft.ContainerInstance/containerGroups", new("properties.imageRegistryCredentials[].identity", Identities,
            Identity)),
        ("Microsoft.ContainerInstance/containerGroups", new("properties.diagnostics.logAnalytics.workspaceResourceId", Missing,
            Logs)),
        (Cluster, new("properties.agentPoolProfiles[].vnetSubnetID", Network, Subnet)),
        (Cluster, new("properties.addonProfiles.omsagent.config.logAnalyticsWorkspaceResourceID", Missing, Logs)),
        (Cluster, new("properties.securityProfile.defender.logAnalyticsWorkspaceResourceId", Missing, Logs)),
        (Cluster, new("properties.apiServerAccessProfile.subnetId", Network, Subnet)),
        (Cluster, new("properties.identityProfile.kubeletidentity.resourceId", Identities, Identity)),
        ($"{Cluster}/agentPools", new("properties.vnetSubnetID", Network, Subnet)),
        ($"{Cluster}/trustedAccessRoleBindings", new("properties.sourceResourceId", Missing)),
        ("Microsoft.EventGrid/systemTopics", new("properties.source", Topics)),
        ("Microsoft.EventGrid/systemTopics/eventSubscriptions", new("properties.deadLetterDestination.properties.resourceId",
            Missing, Storage)),
        ("Microsoft.EventGrid/systemTopics/eventSubscriptions",
            new("properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.resourceId", Missing, Storage)),
        ("Microsoft.EventGrid/eventSubscriptions",
            new("properties.deadLetterDestination.properties.resourceId", Missing, Storage)),
        ("Microsoft.Network/virtualNetworks", new("properties.subnets[].properties.networkSecurityGroup.id", Network,
            "Microsoft.Network/networkSecurityGroups")),
        ("Microsoft.Network/virtualNetworks", new("properties.subnets[].properties.natGateway.id", Network,
            "Microsoft.Network/natGateways")),
        ("Microsoft.Network/virtualNetworks", new("properties.subnets[].properties.routeTable.id", Network,
            "Microsoft.Network/routeTables")),
        (Subnet, new("properties.networkSecurityGroup.id", Network, "Microsoft.Network/networkSecurityGroups")),
        (Subnet, new("properties.natGateway.id", Network, "Microsoft.Network/natGateways")),
        (Subnet, new("properties.routeTable.id", Network, "Microsoft.Network/routeTables")),
        ("Microsoft.Compute/virtualMachineScaleSets",
            new("properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties"
                + ".ipConfigurations[].properties.subnet.id", Network, Subnet)),
        ("Microsoft.Network/natGateways",
            new("properties.publicIpAddresses[].id", Network, "Microsoft.Network/publicIPAddresses")),
        ("Microsoft.Network/privateEndpoints", new("properties.subnet.id", Network, Subnet)),
        ("Microsoft.Network/privateEndpoints", new("properties.privateLinkServiceConnections[].properties.privateLinkServiceId",
            Network)),
        ("Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
            new("properties.privateDnsZoneConfigs[].properties.privateDnsZoneId", Network, "Microsoft.Network/privateDnsZones")),
        ("Microsoft.Network/privateDnsZones/virtualNetworkLinks", new("properties.virtualNetwork.id", Network,
            "Microsoft.Network/virtualNetworks")),
        ("Microsoft.Insights/metricAlerts", new("properties.scopes[]", Missing)),
        ("Microsoft.Insights/metricAlerts", new("properties.actions[].actionGroupId", Missing, Groups)),
        ("Microsoft.Insights/metricAlerts", new("properties.criteria.webTestId", Missing, "Microsoft.Insights/webtests")),
        ("Microsoft.Insights/metricAlerts", new("properties.criteria.componentId", Missing, "Microsoft.Insights/components")),
        ("Microsoft.Insights/scheduledQueryRules", new("properties.scopes[]", Missing)),
        ("Microsoft.Insights/scheduledQueryRules", new("properties.actions.actionGroups[]", Missing, Groups)),
        ("Microsoft.Insights/activityLogAlerts", new("properties.scopes[]", Missing)),
        ("Microsoft.Insights/activityLogAlerts", new("properties.actions.actionGroups[].actionGroupId", Missing, Groups)),
        ("Microsoft.Insights/autoscalesettings", new("properties.targetResourceUri", Missing)),
        ("Microsoft.ContainerRegistry/registries/tokens", new("properties.scopeMapId", Missing,
            "Microsoft.ContainerRegistry/registries/scopeMaps")),
    ];

    private static readonly ILookup<string, Reference> ByType =
        Rules.ToLookup(rule => rule.Type, rule => rule.Reference, StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses ids that are none, that are of another type, or that refer to nothing.</summary>
    public static void Check(PutContext put)
    {
        foreach (var (path, value) in put.Body.Texts("identity.userAssignedIdentities{}"))
        {
            if (!ResourceId.TryParse(value, out var identity) || identity.Type != Identity) throw ArmErrors.NoId(value, path);
            if (put.Cloud.Find(value) is null) throw ArmErrors.IdentityNotFound(put.Id, value);
        }

        foreach (var rule in put.Cloud.Types.Of(put.Id.Type).References)
        {
            foreach (var (path, value) in put.Body.Texts(rule.Path)) Check(put, rule, path, value);
        }
    }

    private static void Check(PutContext put, Reference rule, string path, string value)
    {
        if (value.Length == 0 || BodyValidator.Unknown == value) return;
        if (!ResourceId.TryParse(value, out var id) || !rule.Fits(id)) throw ArmErrors.NoId(value, path);
        // A whole subscription may be a scope; it is no resource of the store.
        if (id.Type == ResourceType.Subscription) return;
        if (!ImplicitResources.Exists(put.Cloud, id)) throw rule.Refuse(put.Id, value, path);
    }

    /// <summary>What a type has whose class does not say so itself.</summary>
    public static IReadOnlyList<Reference> Of(string type) => [.. ByType[type]];

    public static ArmException Missing(ResourceId from, string to, string path) =>
        new(404, ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Code, ArmErrors.ResourceNotFound(ResourceId.Parse(to)).Message,
            path);

    public static ArmException Network(ResourceId from, string to, string path) =>
        new(400, "InvalidResourceReference", ArmErrors.InvalidReference(from, to).Message, path);

    public static ArmException Identities(ResourceId from, string to, string path) =>
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
