using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>Refuses machines of a size that there is none of, as Azure Compute does.</summary>
internal static class MachineSizeCheck
{
    private const string Sizes = "Find out more on the available VM sizes in each region at https://aka.ms/azure-regions.";

    /// <summary>Refuses a size.</summary>
    /// <param name="put">The write.</param>
    /// <param name="size">The size; null if none is given.</param>
    /// <param name="had">The size that there was before: what is there keeps it, also when there is none of it any more.</param>
    /// <exception cref="ArmException">There is no such size, or none any more.</exception>
    public static void Check(PutContext put, string? size, string? had)
    {
        if (size is null || size == had || VmSizes.FaultOf(size, put.Cloud.Now) is not { } fault) return;
        // Where Azure lists all sizes of the region, the hint says what is near.
        throw new ArmException(400, "InvalidParameter", fault.IsRetired
            ? $"The requested VM size {size} is not available in the current region. {fault.Hint} {Sizes}"
            : $"The value {size} provided for the VM size is not valid. {fault.Hint} {Sizes}", "vmSize");
    }
}
