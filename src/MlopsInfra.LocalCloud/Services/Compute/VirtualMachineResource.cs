using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>Virtual machines.</summary>
internal sealed class VirtualMachineResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Compute/virtualMachines";

    private const string Size = "properties.hardwareProfile.vmSize";

    public override NamingRule Naming { get; init; } = ComputeService.Names;

    public override void CheckPut(PutContext put) =>
        MachineSizeCheck.Check(put, put.Body.Text(Size), put.Existing?.Body.Text(Size));
}
