using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>Virtual machines and scale sets of them: what agents and runners of pipelines live on.</summary>
internal sealed class ComputeService : AzureService
{
    private const string SubnetOfMachine =
        "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties.ipConfigurations[]"
            + ".properties.subnet.id";

    // Those of the resource; the name of a machine's computer is shorter.
    private static readonly NamingRule Names = new("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?", 1, 64, "InvalidParameter",
        "The name '{0}' is invalid. It must be 1 to 64 letters, digits, periods, underscores and hyphens, begin with a letter or "
            + "digit and not end with a period or hyphen.");

    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new AzureResource("Microsoft.Compute/virtualMachines") { Naming = Names },
        new AzureResource("Microsoft.Compute/virtualMachineScaleSets")
        {
            Naming = Names,
            Duration = TypicalDuration.Estimated(30),
            References =
                [new(SubnetOfMachine, References.Network, "Microsoft.Network/virtualNetworks/subnets") { Uses = true }],
        },
    ];
}
