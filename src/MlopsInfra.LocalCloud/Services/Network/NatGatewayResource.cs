using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>NAT gateways: the way out of subnets.</summary>
internal sealed class NatGatewayResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/natGateways";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(10);

    public override IReadOnlyList<Reference> References { get; init; } =
    [
        Arm.References.Used("properties.publicIpAddresses[].id", PublicIPAddressResource.TypeName),
    ];

    public override void CheckDelete(DeleteContext delete) =>
        NetworkUse.CheckDelete(delete, "InUseNatGatewayCannotBeDeleted", "Nat gateway");
}
