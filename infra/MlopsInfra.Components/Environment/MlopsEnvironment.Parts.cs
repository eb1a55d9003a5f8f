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
            LogAnalyticsName = _names.LogAnalytics,
            ApplicationInsightsName = _names.ApplicationInsights,
            Options = _args.Monitoring,
            PublicIngestion = _args.PrivateNetwork is not { PrivateMonitoring: true },
            PublicQueries = _args.PrivateNetwork is not { PrivateQueries: true },
        },
        Child());

    private OperationsWorkbook CreateWorkbook(string name) => new(
        name,
        new OperationsWorkbookArgs
        {
            WorkbookName = _names.Workbook,
            DisplayName = $"{_args.Workload} {_args.Environment}: scoring and training",
            LogAnalyticsId = Monitoring.LogAnalyticsId,
            HasContainer = _args.QaScoring is not null,
            HasCluster = _args.ProductionScoring is not null,
        },
        Child());

    private MlStorage CreateStorage(string name) => new(
        name,
        new MlStorageArgs
        {
            AccountName = _names.Storage,
            Options = _args.Storage,
            PublicNetworkAccess = IsPublic,
        },
        Child());

    private SecretVault CreateVault(string name) => new(
        name,
        new SecretVaultArgs
        {
            VaultName = _names.Vault,
            TenantId = _args.TenantId,
            Options = _args.Vault,
            PublicNetworkAccess = IsPublic,
        },
        Child());

    private ImageRegistry CreateRegistry(string name) => new(
        name,
        new ImageRegistryArgs
        {
            RegistryName = _names.Registry,
            Options = _args.Registry,
            PublicNetworkAccess = IsPublic,
        },
        Child());

    private MlWorkspace CreateWorkspace(string name) => new(
        name,
        new MlWorkspaceArgs
        {
            WorkspaceName = _names.Workspace,
            IdentityName = _names.WorkspaceIdentity,
            StorageAccountId = Storage.AccountId,
            StorageAccountName = Storage.AccountName,
            VaultId = Vault.VaultId,
            RegistryId = Registry.RegistryId,
            ApplicationInsightsId = Monitoring.ApplicationInsightsId,
            Datastores =
            [
                CreateDatastore(DatastoreIds.TrainingData, StorageContainers.TrainingData, "Data that pipelines train on."),
                CreateDatastore(DatastoreIds.ScoringInputs, StorageContainers.ScoringInputs,
                    "What the scoring services were asked."),
                CreateDatastore(DatastoreIds.Predictions, StorageContainers.Predictions, "What the scoring services answered."),
                CreateDatastore(DatastoreIds.Labels, StorageContainers.Labels, "How what was scored turned out."),
                CreateDatastore(DatastoreIds.Feedback, StorageContainers.Feedback,
                    "Training sets made of what was scored, and rows that were refused."),
                CreateDatastore(DatastoreIds.BatchInputs, StorageContainers.BatchInputs, "Files to be scored."),
                CreateDatastore(DatastoreIds.Monitoring, StorageContainers.Monitoring, "Reports about the model in use."),
            ],
            DataAssets = [new DataAssetSpec(DatastoreIds.TrainingData, DatastoreIds.TrainingData, "",
                "All training data, as it is when it is read.")],
            PublicNetworkAccess = IsPublic,
            ApprovedOutboundOnly = _args.PrivateNetwork?.ApprovedOutboundOnly,
            // The registry's build service has no way into a private registry; the training cluster has.
            ImageBuildCompute = IsPublic ? null : _args.Training.ComputeName,
        },
        Child());

    private DatastoreSpec CreateDatastore(string name, string container, string description) =>
        new(name, Storage.Containers[container].Name, description);

    private TrainingCluster CreateTraining(string name) => new(
        name,
        new TrainingClusterArgs
        {
            IdentityName = _names.TrainingIdentity,
            WorkspaceId = Workspace.WorkspaceId,
            WorkspaceName = Workspace.WorkspaceName,
            StorageAccountId = Storage.AccountId,
            RegistryId = Registry.RegistryId,
            ApplicationInsightsId = Monitoring.ApplicationInsightsId,
            BuildsImages = IsPublic,
            NodePublicIp = IsPublic,
            Options = _args.Training,
        },
        Child());

    private PipelineEndpoint CreateEndpoint(string name, string endpointName) => new(
        name,
        new PipelineEndpointArgs
        {
            EndpointName = endpointName,
            WorkspaceName = Workspace.WorkspaceName,
        },
        Child());
}
