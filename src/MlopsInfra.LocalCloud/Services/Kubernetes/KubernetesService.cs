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
        new AzureResource($"{ManagedClusterResource.TypeName}/maintenanceConfigurations")
        {
            Naming = new("default|aksManagedAutoUpgradeSchedule|aksManagedNodeOSUpgradeSchedule", 7, 31, "InvalidParameter",
                "The maintenance configuration's name '{0}' is invalid. Allowed are 'default', 'aksManagedAutoUpgradeSchedule' "
                    + "and 'aksManagedNodeOSUpgradeSchedule'."),
            Duration = TypicalDuration.Estimated(5),
        },
        new TrustedAccessRoleBindingResource(),
        new ExtensionResource(),
    ];
}
