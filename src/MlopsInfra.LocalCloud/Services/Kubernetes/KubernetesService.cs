using MlopsInfra.LocalCloud.Arm;

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
}
