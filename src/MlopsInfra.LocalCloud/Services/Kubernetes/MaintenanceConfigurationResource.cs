using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>When AKS may maintain a cluster.</summary>
internal sealed class MaintenanceConfigurationResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{ManagedClusterResource.TypeName}/maintenanceConfigurations";

    private const string Window = "properties.maintenanceWindow";

    public override NamingRule Naming { get; init; } =
        new("default|aksManagedAutoUpgradeSchedule|aksManagedNodeOSUpgradeSchedule", 7, 31, "InvalidParameter",
        "The maintenance configuration's name '{0}' is invalid. Allowed are 'default', 'aksManagedAutoUpgradeSchedule' and "
            + "'aksManagedNodeOSUpgradeSchedule'.");

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(5);

    // "Use planned maintenance to schedule and control upgrades". No code of its own is published: AKS's general one.
    public override void CheckPut(PutContext put)
    {
        var isDefault = put.Id.Name.Equals("default", StringComparison.OrdinalIgnoreCase);
        if (put.Body.At(Window) is not JsonObject window)
        {
            if (!isDefault) throw NodePools.Invalid($"'{put.Id.Name}' needs a maintenanceWindow.", Window);
            return;
        }

        if (window.Number("durationHours") is < 4 or > 24)
            throw NodePools.Invalid("A maintenance window takes 4 to 24 hours.", $"{Window}.durationHours");
        if (window.At("schedule") is not JsonObject schedule || schedule.Count(each => each.Value is not null) != 1)
            throw NodePools.Invalid("A maintenance window has one schedule: daily, weekly, absoluteMonthly or relativeMonthly.",
                $"{Window}.schedule");
    }
}
