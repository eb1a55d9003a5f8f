using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.ManagedGrafana;

/// <summary>Azure Managed Grafana.</summary>
internal sealed class ManagedGrafanaService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new("Microsoft.Dashboard/grafana")
        {
            Naming = new("[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?", 2, 23, "InvalidResourceName",
                "Resource name '{0}' is invalid."),
            // It is part of the workspace's address.
            UniqueName = new(put => new ArmException(409, "Conflict", $"The name '{put.Id.Name}' is already in use.",
                put.Id.Name)),
        },
    ];
}
