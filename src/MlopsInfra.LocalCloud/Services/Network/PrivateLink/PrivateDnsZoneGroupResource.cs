using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Network.PrivateLink;

/// <summary>The zones that hold the records of a private endpoint.</summary>
internal sealed class PrivateDnsZoneGroupResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = $"{PrivateEndpointResource.TypeName}/privateDnsZoneGroups";

    private const string Configurations = "properties.privateDnsZoneConfigs";

    public override NamingRule Naming { get; init; } = NetworkNames.Of(1, 80);

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(15);

    public override IReadOnlyList<Reference> References { get; init; } =
        [new($"{Configurations}[].properties.privateDnsZoneId", Arm.References.Network, PrivateDnsZoneResource.TypeName)];

    // "Azure Private Endpoint private DNS zone values": one group, five zones. No code of the refusals is published: these have
    // the networks' general one.
    public override void CheckPut(PutContext put)
    {
        if (put.Body.At(Configurations) is JsonArray { Count: > 5 })
            throw new ArmException(400, "InvalidRequestFormat", "A private DNS zone group holds up to five zones.",
                Configurations);
        if (put.Siblings.FirstOrDefault() is { } other)
            throw new ArmException(400, "InvalidRequestFormat",
                $"A private endpoint has one private DNS zone group only: '{put.Id.Parent!.Name}' has '{other.Name}' already.",
                put.Id.Value);
    }
}
