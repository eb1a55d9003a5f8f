using Pulumi;

namespace MlopsInfra.Components;

/// <content>The parts that every environment has.</content>
public sealed partial class MlopsEnvironment
{
    private bool IsPublic => args.PrivateNetwork is null;

    private Monitoring CreateMonitoring(string name) => new(
        name,
        new MonitoringArgs
        {
            Placement = ResourceGroup.Placement,
            LogAnalyticsName = names.LogAnalytics,
            ApplicationInsightsName = names.ApplicationInsights,
            Options = args.Monitoring,
            PublicIngestion = args.PrivateNetwork is not { PrivateMonitoring: true },
            PublicQueries = args.PrivateNetwork is not { PrivateQueries: true },
            Configure = args.Configure,
        },
        Child());

    private OperationsWorkbook CreateWorkbook(string name) => new(
        name,
        new OperationsWorkbookArgs
        {
            Placement = ResourceGroup.Placement,
            WorkbookName = names.Workbook,
            DisplayName = $"{args.Workload} {args.Environment}: scoring and training",
            LogAnalyticsId = Monitoring.LogAnalyticsId,
            HasContainer = args.QaScoring is not null,
            HasCluster = args.ProductionScoring is not null,
            Configure = args.Configure,
        },
        Child());

    private MlStorage CreateStorage(string name, Placement placement) => new(
        name,
        new MlStorageArgs
        {
            Placement = placement,
            AccountName = names.Storage,
            Options = args.Storage,
            PublicNetworkAccess = IsPublic,
            Configure = args.Configure,
        },
        Child());

    private SecretVault CreateVault(string name, Placement placement) => new(
        name,
        new SecretVaultArgs
        {
            Placement = placement,
            VaultName = names.Vault,
            TenantId = args.TenantId,
            Options = args.Vault,
            PublicNetworkAccess = IsPublic,
            Configure = args.Configure,
        },
        Child());

    private ImageRegistry CreateRegistry(string name, Placement placement) => new(
        name,
        new ImageRegistryArgs
        {
            Placement = placement,
            RegistryName = names.Registry,
            Options = args.Registry,
            PublicNetworkAccess = IsPublic,
            Configure = args.Configure,
        },
        Child());

    private MlWorkspace CreateWorkspace(string name, Placement placement) => new(
        name,
        new MlWorkspaceArgs
        {
            Placement = placement,
            WorkspaceName = names.Workspace,
            IdentityName = names.WorkspaceIdentity,
            StorageAccountId = Storage.AccountId,
            StorageAccountName = Storage.AccountName,
            VaultId = Vault.VaultId,
            RegistryId = Registry.RegistryId,
            ApplicationInsightsId = Monitoring.ApplicationInsightsId,
            Datastores =
            [
                Datastore(DatastoreIds.TrainingData, StorageContainers.TrainingData, "Data that pipelines train on."),
                Datastore(DatastoreIds.ScoringInputs, StorageContainers.ScoringInputs, "What the scoring services were asked."),
                Datastore(DatastoreIds.Predictions, StorageContainers.Predictions, "What the scoring services answered."),
            ],
            DataAssets = [new DataAssetSpec(DatastoreIds.TrainingData, DatastoreIds.TrainingData, "", "All training data, as it is when it is read.")],
            PublicNetworkAccess = IsPublic,
            ApprovedOutboundOnly = args.PrivateNetwork?.ApprovedOutboundOnly,
            // The registry's build service has no way into a private registry; the training cluster has.
            ImageBuildCompute = IsPublic ? null : args.Training.ComputeName,
            Configure = args.Configure,
        },
        Child());

    private DatastoreSpec Datastore(string name, string container, string description) =>
        new(name, Storage.Containers[container].Name, description);

    private TrainingCluster CreateTraining(string name, Placement placement) => new(
        name,
        new TrainingClusterArgs
        {
            Placement = placement,
            IdentityName = names.TrainingIdentity,
            WorkspaceId = Workspace.WorkspaceId,
            WorkspaceName = Workspace.WorkspaceName,
            StorageAccountId = Storage.AccountId,
            RegistryId = Registry.RegistryId,
            NodePublicIp = IsPublic,
            Options = args.Training,
            Configure = args.Configure,
        },
        Child());

    private TrainingEndpoint CreateTrainingEndpoint(string name, Placement placement) => new(
        name,
        new TrainingEndpointArgs
        {
            Placement = placement,
            EndpointName = names.BatchEndpoint,
            WorkspaceName = Workspace.WorkspaceName,
            Configure = args.Configure,
        },
        Child());
}
