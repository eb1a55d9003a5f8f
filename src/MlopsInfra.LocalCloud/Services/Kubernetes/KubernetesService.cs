using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Azure Kubernetes Service.</summary>
internal sealed class KubernetesService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new ManagedClusterResource("Microsoft.ContainerService/managedClusters"),
        new ManagedClusterResource("Microsoft.ContainerService/managedClusters/agentPools"),
        new ManagedClusterResource("Microsoft.ContainerService/managedClusters/maintenanceConfigurations"),
        new TrustedAccessRoleBindingResource(),
        new ExtensionResource(),
    ];
}
