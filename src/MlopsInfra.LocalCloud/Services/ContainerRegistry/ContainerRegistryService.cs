using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>Azure Container Registry.</summary>
internal sealed class ContainerRegistryService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new RegistryResource(),
        new ReplicationResource(),
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton(provider =>
            new ImageStore(Path.Combine(provider.GetRequiredService<LocalCloudServerOptions>().DataFolder, "images")))
        .AddSingleton<ImageBuilds>()
        .AddSingleton<ImageImports>()
        .AddSingleton<IArmRoutes, RegistryRoutes>();
}
