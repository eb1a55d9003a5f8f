using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Public IP addresses.</summary>
internal sealed class PublicIPAddressResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/publicIPAddresses";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(5);

    public override IReadOnlyList<string>? LogCategories { get; init; } =
        ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"];

    public override void CheckPut(PutContext put)
    {
        // What says no SKU gets Basic; Azure has retired it, and keeps those that are there.
        var isBasic = put.Body.Text("sku.name") is not { } sku || sku.Equals("Basic", StringComparison.OrdinalIgnoreCase);
        if (isBasic && put.IsNew)
            throw new ArmException(400, "IPv4BasicSkuPublicIpCountLimitReached",
                "Cannot create more than 0 IPv4 Basic SKU public IP addresses for this subscription in this region.",
                "sku.name");
        if (!isBasic
            && "Dynamic".Equals(put.Body.Text("properties.publicIPAllocationMethod"), StringComparison.OrdinalIgnoreCase))
            throw new ArmException(400, "StandardAndStandardV2SkuPublicIPAddressesMustBeStatic",
                $"Standard sku publicIp {put.Id} must have AllocationMethod set to Static.",
                "properties.publicIPAllocationMethod");
    }

    public override void CheckDelete(DeleteContext delete)
    {
        if (NetworkUse.UserOf(delete.Cloud, delete.Existing) is not { } user) return;
        throw new ArmException(400, "PublicIPAddressCannotBeDeleted",
            $"Public IP address {delete.Existing.Key} can not be deleted since it is still allocated to resource {user}. In "
                + "order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to "
                + "do this, see aka.ms/deletepublicip.", delete.Id.Value);
    }
}
