using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.ResourceGraph;

/// <summary>Azure Resource Graph: queries over all resources.</summary>
internal sealed class ResourceGraphService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } = [];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton<IPathRoutes, GraphRoutes>()
        .AddSingleton(new ServedNamespace(GraphRoutes.Namespace, "2022-10-01", "resources"));
}
