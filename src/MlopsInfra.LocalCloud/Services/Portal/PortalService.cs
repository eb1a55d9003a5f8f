using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Portal;

/// <summary>Azure portal: its dashboards.</summary>
internal sealed class PortalService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new("Microsoft.Portal/dashboards")
        {
            Naming = new("[A-Za-z0-9-]+", 3, 160, "InvalidResourceName",
                "The dashboard name '{0}' is invalid. It must be 3 to 160 letters, digits and hyphens; the tag 'hidden-title' "
                    + "holds any other title."),
        },
    ];
}
