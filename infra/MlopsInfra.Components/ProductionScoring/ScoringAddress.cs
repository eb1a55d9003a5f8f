using Pulumi;
using Pulumi.AzureNative.PrivateDns;
using Pulumi.AzureNative.PrivateDns.Inputs;

namespace MlopsInfra.Components;

/// <summary>
/// The router's name inside the network: a private zone of exactly that name with one record, so that nothing else of the domain
/// is answered from here.
/// </summary>
internal static class ScoringAddress
{
    public static void Declare(MlopsComponent owner, string name, ProductionScoringArgs args)
    {
        if (args.Options.Tls is not { Address: { } address } tls || args.NetworkId is not { } network) return;
        var zone = owner.Declare(
            $"{name}-name",
            new PrivateZoneArgs
            {
                PrivateZoneName = tls.Name,
                ResourceGroupName = owner.EffectivePlacement.ResourceGroupName,
                Location = "global",
                Tags = owner.EffectivePlacement.TagMap(),
            },
            (n, a, o) => new PrivateZone(n, a, o));
        owner.Declare(
            $"{name}-name-link",
            new VirtualNetworkLinkArgs
            {
                VirtualNetworkLinkName = args.ClusterName,
                PrivateZoneName = zone.Name,
                ResourceGroupName = owner.EffectivePlacement.ResourceGroupName,
                Location = "global",
                RegistrationEnabled = false,
                Tags = owner.EffectivePlacement.TagMap(),
                VirtualNetwork = new SubResourceArgs { Id = network },
            },
            (n, a, o) => new VirtualNetworkLink(n, a, o));
        owner.Declare(
            $"{name}-name-address",
            new PrivateRecordSetArgs
            {
                PrivateZoneName = zone.Name,
                ResourceGroupName = owner.EffectivePlacement.ResourceGroupName,
                RecordType = "A",
                RelativeRecordSetName = "@",
                Ttl = 300,
                ARecords = { new ARecordArgs { Ipv4Address = address } },
            },
            (n, a, o) => new PrivateRecordSet(n, a, o));
    }
}
