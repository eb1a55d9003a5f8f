using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Links of private DNS zones to the networks that ask them.</summary>
internal sealed class VirtualNetworkLinkResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{PrivateDnsZoneResource.TypeName}/virtualNetworkLinks";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override LocationRule Location { get; init; } = LocationRule.MayBeGlobal;

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(35);

    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } = [new("properties.virtualNetwork")];

    public override IReadOnlyList<Reference> References { get; init; } =
        [new("properties.virtualNetwork.id", Arm.References.Network, VirtualNetworkResource.TypeName)];

    public override void CheckPut(PutContext put)
    {
        PrivateDnsZoneResource.CheckGlobal(put);
        var network = put.Body.Text("properties.virtualNetwork.id");
        var links = put.OthersOfType
            .Where(other => string.Equals(other.Body.Text("properties.virtualNetwork.id"), network,
                StringComparison.OrdinalIgnoreCase))
            .ToList();
        var zone = put.Id.Parent!.Name;
        if (links.Find(other => ZoneOf(other).Equals(zone, StringComparison.OrdinalIgnoreCase)) is { } clash)
            throw new ArmException(409, "Conflict",
                "A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual "
                    + $"network with '{zone}', which is linked by '{clash.Key}'.", put.Id.Value);
        if (put.Body.Flag("properties.registrationEnabled") != true) return;
        if (links.Find(other => other.Body.Flag("properties.registrationEnabled") == true) is { } registration)
            throw new ArmException(409, "Conflict",
                $"A virtual network registers in one private DNS zone only: '{network}' does so in that of '{registration.Key}' "
                    + "already.", put.Id.Value);
    }

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.virtualNetworkLinkState", "Completed");

    private static string ZoneOf(StoredResource link) => ResourceId.Parse(link.Key).Parent!.Name;
}
