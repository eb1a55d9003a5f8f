using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Containers;
using MlopsInfra.LocalCloud.Workloads.Python;
using MlopsInfra.LocalCloud.Workloads.Serving;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>Puts together what the REST side is made of: the mechanism, and what each service adds to it.</summary>
internal static class RestServices
{
    /// <summary>Builds it.</summary>
    /// <param name="cloud">The cloud that is served.</param>
    /// <param name="options">How it behaves.</param>
    public static ServiceProvider Build(EmbeddedCloud cloud, LocalCloudServerOptions options)
    {
        var services = new ServiceCollection();
        services
            .AddSingleton(cloud.Context).AddSingleton(cloud.Context.Types).AddSingleton(cloud.Resources)
            .AddSingleton(cloud.Manager)
            .AddSingleton(cloud.Catalog)
            .AddSingleton(cloud.Access).AddSingleton(cloud.Events).AddSingleton(cloud.Options)
            .AddSingleton(cloud.Options.Time).AddSingleton(options)
            .AddSingleton(ServerKeys.Open(options.KeysFolder))
            .AddSingleton(provider => new LocalTokenIssuer(cloud.Options.TenantId, cloud.Options.DeployerObjectId,
                provider.GetRequiredService<ServerKeys>(), cloud.Options.Time))
            .AddSingleton<NetworkAccess>()
            .AddSingleton<TrackedResources>()
            .AddSingleton<SoftDeletedResources>();
        services
            .AddSingleton<RequestLog>()
            .AddSingleton<ActivityLog>()
            .AddSingleton<RequestRecorder>()
            .AddSingleton<ServerCalls>()
            .AddSingleton(new PlaySpeed(cloud.Options.Time, options.RetrySpeed))
            .AddSingleton(provider => new BackgroundWork(provider.GetRequiredService<RequestRecorder>().AddBackground))
            .AddSingleton<IHostedService>(provider => provider.GetRequiredService<BackgroundWork>())
            .AddSingleton<ServedAt>()
            .AddSingleton(_ => new PythonInstallations(options.Python))
            .AddSingleton<DockerDaemon>(_ => new DockerDaemon(options.DockerAddress))
            .AddSingleton<EnvironmentImages>()
            .AddSingleton<ProcessRunner>()
            .AddSingleton<ContainerRunner>()
            .AddSingleton<IWorkloadRunner>(provider => options.Executor == WorkloadExecutor.Container
                ? provider.GetRequiredService<ContainerRunner>() : provider.GetRequiredService<ProcessRunner>())
            .AddSingleton<WorkloadHost>()
            .AddSingleton<InferenceServerCommand>()
            .AddSingleton<IHostedService>(provider => provider.GetRequiredService<WorkloadHost>())
            .AddSingleton<OperationTracker>()
            .AddSingleton<OperationRoutes>()
            .AddSingleton<RestBehaviors>()
            .AddSingleton<ResourceView>()
            .AddSingleton<ResourceRoutes>()
            .AddSingleton<ListFilters>()
            .AddSingleton<ListRoutes>()
            .AddSingleton<ActionRoutes>()
            .AddSingleton<ProviderRoutes>()
            .AddSingleton<IPathRoutes, NameRoutes>()
            .AddSingleton<IPathRoutes, UsageRoutes>()
            .AddSingleton<ResourceManagerPlane>();
        foreach (var service in AzureServices.All) service.AddRest(services);
        return services.BuildServiceProvider();
    }
}
