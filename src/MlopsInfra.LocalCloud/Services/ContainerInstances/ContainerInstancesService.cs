using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>Azure Container Instances.</summary>
internal sealed class ContainerInstancesService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new ContainerGroupResource(),
    ];
}
