using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>Scale sets of virtual machines.</summary>
internal sealed class VirtualMachineScaleSetResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Compute/virtualMachineScaleSets";

    private const string Subnet =
        "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties.ipConfigurations[]"
            + ".properties.subnet.id";

    // Machines of several sizes, which are listed apart.
    private const string Mix = "Mix", Mixed = "properties.skuProfile.vmSizes[].name";

    public override NamingRule Naming { get; init; } = ComputeService.Names;

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(30);

    public override IReadOnlyList<Reference> References { get; init; } =
        [Arm.References.Used(Subnet, "Microsoft.Network/virtualNetworks/subnets")];

    public override void CheckPut(PutContext put)
    {
        var size = put.Body.Text("sku.name");
        if (!Mix.Equals(size, StringComparison.OrdinalIgnoreCase))
            MachineSizeCheck.Check(put, size, put.Existing?.Body.Text("sku.name"));
        var had = put.Existing?.Body.Texts(Mixed).Select(found => found.Value).ToList() ?? [];
        foreach (var found in put.Body.Texts(Mixed).Where(found => !had.Contains(found.Value)))
            MachineSizeCheck.Check(put, found.Value, had: null);
    }
}
