using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;
using MlopsInfra.LocalCloud.Services.MachineLearning.Computes;
using MlopsInfra.LocalCloud.Services.MachineLearning.Datastores;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online.Collection;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Sweeps;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

namespace MlopsInfra.LocalCloud.Services.MachineLearning;

/// <summary>Azure Machine Learning.</summary>
internal sealed class MachineLearningService : AzureService
{
    private const string Workspace = WorkspaceResource.TypeName;
    private const string Registry = "Microsoft.MachineLearningServices/registries";

    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new WorkspaceResource(),
        new ComputeResource(),
        .. MachineLearningNames.Assets.Select(asset => new AssetContainerResource(asset.Key, asset.Value)),
        new CodeVersionResource(),
        new EnvironmentVersionResource(),
        new DataVersionResource(),
        new ModelVersionResource(),
        new ComponentVersionResource(),
        new JobResource(),
        new BatchEndpointResource(),
        new BatchDeploymentResource(),
        new OnlineEndpointResource(),
        new OnlineDeploymentResource(),
        new ScheduleResource(),
        new DatastoreResource(),
        new ConnectionResource(),
        new AzureResource($"{Workspace}/privateEndpointConnections") { Location = LocationRule.Optional },
        new AzureResource($"{Workspace}/labelingJobs") { Naming = MachineLearningNames.Asset("Labeling job") },
        new OutboundRuleResource(),
        .. WithVersions($"{Workspace}/featuresets", "Feature set", MachineLearningNames.Asset),
        .. WithVersions($"{Workspace}/featurestoreEntities", "Feature store entity", MachineLearningNames.Asset),
        new AzureResource(Registry)
        {
            Naming = MachineLearningNames.Workspace("Registry"),
            PrivateLinkGroups = ["amlregistry"],
        },
        .. MachineLearningNames.Assets.SelectMany(asset => WithVersions($"{Registry}/{asset.Key}", asset.Value,
            MachineLearningNames.RegistryAsset)),
    ];

    // Assets that the local cloud keeps and shows as their schemas say.
    private static AzureResource[] WithVersions(string type, string name, Func<string, NamingRule> naming) =>
    [
        new(type) { Naming = naming(name) },
        new($"{type}/versions") { Naming = MachineLearningNames.Asset($"{name} version") },
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<EnvironmentBuilds>()
        .AddSingleton<JobRuns>()
        .AddSingleton<RunStatusLog>()
        .AddSingleton<JobStates>()
        .AddSingleton<JobBlobs>()
        .AddSingleton<JobLocations>()
        .AddSingleton<JobData>()
        .AddSingleton<JobIdentities>()
        .AddSingleton<JobPython>()
        .AddSingleton<JobVariables>()
        .AddSingleton<JobOutputs>()
        .AddSingleton<ComputeSlots>()
        .AddSingleton<CommandExecution>()
        .AddSingleton<StepExecution>()
        .AddSingleton<CompositeJobs>()
        .AddSingleton<TrialMetrics>()
        .AddSingleton<SweepExecution>()
        .AddSingleton<StepRunner>()
        .AddSingleton<JobPipelines>()
        .AddSingleton<JobExecutions>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<JobExecutions>())
        .AddSingleton<PendingUploads>()
        .AddSingleton<DatastoreSignatures>()
        .AddSingleton<MachineLearningRest>()
        .AddSingleton<RestBehavior, WorkspaceRest>()
        .AddSingleton<RestBehavior>(provider => provider.GetRequiredService<MachineLearningRest>())
        .AddSingleton<BlobFolders>()
        .AddSingleton<OwnContainers>()
        .AddSingleton<CollectedBlobs>()
        .AddSingleton<CollectionAgents>()
        .AddSingleton<ModelServers>()
        .AddSingleton<ModelProxy>()
        .AddSingleton<OnlineDeployments>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<OnlineDeployments>())
        .AddSingleton<EndpointTokens>()
        .AddSingleton<ScoringTelemetry>()
        .AddSingleton<ConsoleTelemetry>()
        .AddSingleton<TrafficMirror>()
        .AddSingleton<OnlineScoring>()
        .AddSingleton<IArmActions, OnlineActions>()
        .AddSingleton<IArmActions, ComputeActions>()
        .AddSingleton<IArmActions, WorkspaceActions>()
        .AddSingleton<ScheduledJobs>()
        .AddSingleton<ScheduleAuthors>()
        .AddSingleton<IHostedService, ScheduleClock>()
        .AddSingleton<IArmActions, ScheduleActions>()
        .AddSingleton<IArmActions, MachineLearningActions>()
        .AddSingleton<IArmRoutes, WorkspacePurgeRoutes>()
        .AddSingleton<IArmRoutes, WorkspaceRoutes>()
        .AddSingleton<IArmRoutes, DefaultVersionRoutes>()
        .AddSingleton<IDataPlane, ScoringPlane>()
        .AddTracking();
}
