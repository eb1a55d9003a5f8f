using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.Authorization;
using MlopsInfra.LocalCloud.Services.Consumption;
using MlopsInfra.LocalCloud.Services.ContainerInstances;
using MlopsInfra.LocalCloud.Services.ContainerRegistry;
using MlopsInfra.LocalCloud.Services.EventGrid;
using MlopsInfra.LocalCloud.Services.Identity;
using MlopsInfra.LocalCloud.Services.KeyVault;
using MlopsInfra.LocalCloud.Services.Kubernetes;
using MlopsInfra.LocalCloud.Services.LogicApps;
using MlopsInfra.LocalCloud.Services.MachineLearning;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.Monitor;
using MlopsInfra.LocalCloud.Services.Network;
using MlopsInfra.LocalCloud.Services.Resources;
using MlopsInfra.LocalCloud.Services.Storage;

namespace MlopsInfra.LocalCloud;

/// <summary>Which rules a type has. A type that is not here behaves as its schema says.</summary>
internal static class TypeRulesTable
{
    private static readonly Dictionary<string, TypeRules> Table = Register(
        new ResourceGroupResource(),
        new StorageAccountResource(),
        new BlobContainerResource(),
        new BlobServiceResource(),
        new ManagementPolicyResource(),
        new VaultResource(),
        new SecretResource(),
        new LogAnalyticsWorkspaceResource(),
        new InsightsComponentResource(),
        new RegistryResource(),
        new ReplicationResource(),
        new UserAssignedIdentityResource(),
        new FederatedCredentialResource(),
        new RoleAssignmentResource(),
        new RoleDefinitionResource(),
        new DiagnosticSettingResource(),
        new WorkspaceResource(),
        new ComputeResource(),
        new AssetContainerResource("codes"), new AssetContainerResource("environments"), new AssetContainerResource("data"),
        new AssetContainerResource("models"), new AssetContainerResource("components"),
        new CodeVersionResource(), new EnvironmentVersionResource(), new DataVersionResource(), new ModelVersionResource(),
        new ComponentVersionResource(),
        new JobResource(), new BatchEndpointResource(), new BatchDeploymentResource(), new OnlineEndpointResource(), new OnlineDeploymentResource(),
        new ScheduleResource(), new DatastoreResource(),
        new ManagedClusterResource(),
        new TrustedAccessRoleBindingResource(),
        new ExtensionResource(),
        new ContainerGroupResource(),
        new VirtualNetworkResource(),
        new NetworkSecurityGroupResource(),
        new PrivateEndpointResource(),
        new PrivateDnsZoneResource(),
        new SystemTopicResource(),
        new EventSubscriptionResource(),
        new WorkflowResource(),
        new BudgetResource(),
        new MonitorRules(),
        new WebTestResource(),
        new WorkbookResource(),
        new DataCollectionRuleResource(),
        new RunByAzureResource());

    private static readonly TypeRules Default = new SchemaOnly();

    /// <summary>The rules of a type.</summary>
    public static TypeRules For(ResourceType type) => Table.GetValueOrDefault(type, Default);

    private static Dictionary<string, TypeRules> Register(params TypeRules[] rules) => rules
        .SelectMany(rule => rule.Types.Select(type => (type, rule)))
        .ToDictionary(pair => pair.type, pair => pair.rule, StringComparer.OrdinalIgnoreCase);

    private sealed class SchemaOnly : TypeRules
    {
        public override IReadOnlyList<string> Types => [];
    }
}
