using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>Azure Container Instances.</summary>
internal sealed class ContainerInstancesService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new ContainerGroupResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<ContainerLogs>()
        .AddSingleton<GroupServices>()
        .AddSingleton<ContainerGroups>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<ContainerGroups>())
        .AddSingleton<RestBehavior, ContainerGroupBehavior>()
        .AddSingleton(new UsageLimit(ContainerGroupResource.TypeName, "ContainerGroups", "Container Groups", 100))
        .AddSingleton<LocationRoutes>()
        .AddSingleton<IPathRoutes>(provider => provider.GetRequiredService<LocationRoutes>())
        .AddSingleton<IArmRoutes>(provider => provider.GetRequiredService<LocationRoutes>())
        .AddSingleton<IArmRoutes, ContainerGroupRoutes>()
        .AddSingleton<IArmActions, ContainerGroupActions>();
}
