using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Flow logs of networks.</summary>
internal sealed class FlowLogResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{NetworkWatcherResource.TypeName}/flowLogs";

    private const string Target = "properties.targetResourceId";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    // Network interfaces, which may be watched as well, are not known here.
    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new(Target, Arm.References.Network, VirtualNetworkResource.TypeName, SubnetResource.TypeName,
            NetworkSecurityGroupResource.TypeName) { InSameRegion = true },
        new("properties.storageId", Arm.References.Network, "Microsoft.Storage/storageAccounts") { InSameRegion = true },
        new("properties.flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceResourceId",
            Arm.References.Network, "Microsoft.OperationalInsights/workspaces"),
    ];

    // "Migrate from network security group flow logs": none are made any more, those that are there can be changed.
    public override void CheckPut(PutContext put)
    {
        if (put.IsNew && ResourceId.TryParse(put.Body.Text(Target) ?? "", out var target)
            && target.Type == NetworkSecurityGroupResource.TypeName)
            throw new ArmException(400, "NsgFlowLogCreationBlocked",
                "On September 30, 2027, Network Security Group (NSG) flow logs will be retired. Creation of new NSG flow logs is "
                    + "blocked since June 30, 2025: log the flows of the virtual network.", Target);
    }
}
