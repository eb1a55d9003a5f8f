using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>Resource groups and deployments.</summary>
internal sealed class ResourcesService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new ResourceGroupResource(),
        new RunByAzureResource("Microsoft.Resources/deployments"),
        new RunByAzureResource("Microsoft.ContainerRegistry/registries/taskRuns"),
    ];
}
