using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Models;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Runs;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>What tracking is made of.</summary>
internal static class TrackingServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddTracking(this IServiceCollection services) => services
        .AddSingleton<TrackingStore>()
        .AddSingleton<RunTokens>()
        .AddSingleton<TrackingAccess>()
        .AddSingleton<Experiments>()
        .AddSingleton<TrackedRuns>()
        .AddSingleton<ModelRegistry>()
        .AddSingleton<WorkspaceArtifacts>()
        .AddSingleton<ITrackingRoutes, ServerRoutes>()
        .AddSingleton<ITrackingRoutes, ExperimentRoutes>()
        .AddSingleton<ITrackingRoutes, RunRoutes>()
        .AddSingleton<ITrackingRoutes, RunLogRoutes>()
        .AddSingleton<ITrackingRoutes, RunReadRoutes>()
        .AddSingleton<ITrackingRoutes, RunInputRoutes>()
        .AddSingleton<ITrackingRoutes, RegisteredModelRoutes>()
        .AddSingleton<ITrackingRoutes, ModelAliasRoutes>()
        .AddSingleton<ITrackingRoutes, ModelRegistrationRoutes>()
        .AddSingleton<ITrackingRoutes, ModelVersionRoutes>()
        .AddSingleton<ITrackingRoutes, LoggedModelRoutes>()
        .AddSingleton<ITrackingRoutes, ProxiedArtifactRoutes>()
        .AddSingleton<ArtifactLinks>()
        .AddSingleton<HistoryRunJson>()
        .AddSingleton<JobTags>()
        .AddSingleton<JobTrackingEnvironment>()
        .AddSingleton<IHistoryRoutes, HistoryRunRoutes>()
        .AddSingleton<IHistoryRoutes, ArtifactRoutes>()
        .AddSingleton<IHistoryRoutes, MetricRoutes>()
        .AddSingleton<IHistoryRoutes, OutputRoutes>()
        .AddSingleton<IHistoryRoutes, BatchEndpointJobRoutes>()
        .AddSingleton<IDataPlane, RunHistoryPlane>()
        .AddSingleton<IDataPlane, TrackingPlane>();
}
