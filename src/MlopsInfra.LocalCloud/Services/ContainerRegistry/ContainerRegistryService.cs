using MlopsInfra.LocalCloud.Arm;

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
}
