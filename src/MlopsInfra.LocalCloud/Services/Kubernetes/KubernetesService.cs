using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Azure Kubernetes Service, and what Azure installs on clusters.</summary>
internal sealed class KubernetesService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new ManagedClusterResource(),
        new AgentPoolResource(),
        new MaintenanceConfigurationResource(),
        new TrustedAccessRoleBindingResource(),
        new ExtensionResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IArmActions, ClusterActions>()
        .AddSingleton<VersionRoutes>()
        .AddSingleton<IPathRoutes>(provider => provider.GetRequiredService<VersionRoutes>())
        .AddSingleton<IArmRoutes>(provider => provider.GetRequiredService<VersionRoutes>());
}
