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
        new ResourceGroupRules(),
        new StorageAccountRules(),
        new BlobContainerRules(),
        new BlobServiceRules(),
        new ManagementPolicyRules(),
        new VaultRules(),
        new VaultSecretRules(),
        new LogWorkspaceRules(),
        new InsightsComponentRules(),
        new RegistryRules(),
        new ReplicationRules(),
        new UserAssignedIdentityRules(),
        new FederatedCredentialRules(),
        new RoleAssignmentRules(),
        new RoleDefinitionRules(),
        new DiagnosticSettingRules(),
        new WorkspaceRules(),
        new ComputeRules(),
        new AssetContainerType("codes"), new AssetContainerType("environments"), new AssetContainerType("data"),
        new AssetContainerType("models"), new AssetContainerType("components"),
        new CodeVersionType(), new EnvironmentVersionType(), new DataVersionType(), new ModelVersionType(),
        new ComponentVersionType(),
        new JobType(), new BatchEndpointType(), new BatchDeploymentType(), new OnlineEndpointType(), new OnlineDeploymentType(),
        new ScheduleType(), new DatastoreType(),
        new ManagedClusterRules(),
        new TrustedAccessRules(),
        new ExtensionRules(),
        new ContainerGroupRules(),
        new NetworkRules(),
        new SecurityGroupRules(),
        new PrivateEndpointRules(),
        new PrivateZoneRules(),
        new SystemTopicRules(),
        new EventSubscriptionRules(),
        new WorkflowRules(),
        new BudgetRules(),
        new MonitorRules(),
        new WebTestRules(),
        new WorkbookRules(),
        new DataCollectionRules(),
        new RunByAzureRules());

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
