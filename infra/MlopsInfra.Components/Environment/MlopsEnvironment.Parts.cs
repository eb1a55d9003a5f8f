using Pulumi;

namespace MlopsInfra.Components;

/// <content>The parts that every environment has.</content>
public sealed partial class MlopsEnvironment
{
    private bool IsPublic => _args.PrivateNetwork is null;

    private Monitoring CreateMonitoring(string name) => new(
        name,
        new MonitoringArgs
        {
            Placement = ResourceGroup.Placement,
            LogAnalyticsName = _names.LogAnalytics,
            ApplicationInsightsName = _names.ApplicationInsights,
            Options = _args.Monitoring,
            PublicIngestion = _args.PrivateNetwork is not { PrivateMonitoring: true },
            PublicQueries = _args.PrivateNetwork is not { PrivateQueries: true },
            Configure = _args.Configure,
        },
        Child());

    private OperationsWorkbook CreateWorkbook(string name) => new(
        name,
        new OperationsWorkbookArgs
        {
            Placement = ResourceGroup.Placement,
            WorkbookName = _names.Workbook,
            DisplayName = $"{_args.Workload} {_args.Environment}: scoring and training",
            LogAnalyticsId = Monitoring.LogAnalyticsId,
            HasContainer = _args.QaScoring is not null,
            HasCluster = _args.ProductionScoring is not null,
            Configure = _args.Configure,
        },
        Child());

    private MlStorage CreateStorage(string name, Placement placement) => new(
        name,
        new MlStorageArgs
        {
            Placement = placement,
            AccountName = _names.Storage,
            Options = _args.Storage,
            PublicNetworkAccess = IsPublic,
            Configure = _args.Configure,
        },
        Child());

    private SecretVault CreateVault(string name, Placement placement) => new(
        name,
        new SecretVaultArgs
        {
            Placement = placement,
            VaultName = _names.Vault,
            TenantId = _args.TenantId,
            Options = _args.Vault,
            PublicNetworkAccess = IsPublic,
            Configure = _args.Configure,
        },
        Child());

    private ImageRegistry CreateRegistry(string name, Placement placement) => new(
        name,
        new ImageRegistryArgs
        {
            Placement = placement,
            RegistryName = _names.Registry,
            Options = _args.Registry,
            PublicNetworkAccess = IsPublic,
            Configure = _args.Configure,
        },
        Child());

    private MlWorkspace CreateWorkspace(string name, Placement placement) => new(
        name,
        new MlWorkspaceArgs
        {
            Placement = placement,
            WorkspaceName = _names.Workspace,
            IdentityName = _names.WorkspaceIdentity,
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
            DataAssets = [new DataAssetSpec(DatastoreIds.TrainingData, DatastoreIds.TrainingData, "",
                "All training data, as it is when it is read.")],
            PublicNetworkAccess = IsPublic,
            ApprovedOutboundOnly = _args.PrivateNetwork?.ApprovedOutboundOnly,
            // The registry's build service has no way into a private registry; the training cluster has.
            ImageBuildCompute = IsPublic ? null : _args.Training.ComputeName,
            Configure = _args.Configure,
        },
        Child());

    private DatastoreSpec Datastore(string name, string container, string description) =>
        new(name, Storage.Containers[container].Name, description);

    private TrainingCluster CreateTraining(string name, Placement placement) => new(
        name,
        new TrainingClusterArgs
        {
            Placement = placement,
            IdentityName = _names.TrainingIdentity,
            WorkspaceId = Workspace.WorkspaceId,
            WorkspaceName = Workspace.WorkspaceName,
            StorageAccountId = Storage.AccountId,
            RegistryId = Registry.RegistryId,
            NodePublicIp = IsPublic,
            Options = _args.Training,
            Configure = _args.Configure,
        },
        Child());

    private TrainingEndpoint CreateTrainingEndpoint(string name, Placement placement) => new(
        name,
        new TrainingEndpointArgs
        {
            Placement = placement,
            EndpointName = _names.BatchEndpoint,
            WorkspaceName = Workspace.WorkspaceName,
            Configure = _args.Configure,
        },
        Child());
}
