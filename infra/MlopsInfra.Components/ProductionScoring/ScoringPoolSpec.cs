using Pulumi;
using Pulumi.AzureNative.ContainerService;

namespace MlopsInfra.Components;

/// <summary>The arguments of the node pool that scoring runs on.</summary>
internal static class ScoringPoolSpec
{
    /// <summary>
    /// The pool's name carries a hash of what can't be changed on a pool: after such a change, the new pool stands beside the old
    /// one before that one goes.
    /// </summary>
    public static string Name(ProductionScoringOptions options) =>
        $"s{ShortHash.Of(options.ScoringPool.VmSize, string.Join(',', options.Zones), options.EncryptionAtHost.ToString())}";

    public static AgentPoolArgs Create(ProductionScoringArgs args, Placement placement, Input<string> clusterName)
    {
        var options = args.Options.ScoringPool;
        var pool = new AgentPoolArgs
        {
            AgentPoolName = Name(args.Options),
            ResourceGroupName = placement.ResourceGroupName,
            ResourceName = clusterName,
            Tags = placement.TagMap(),
            Mode = AgentPoolMode.User,
            Type = AgentPoolType.VirtualMachineScaleSets,
            OsType = OSType.Linux,
            OsDiskType = OSDiskType.Ephemeral,
            VmSize = options.VmSize,
            Count = options.MinNodes,
            MinCount = options.MinNodes,
            MaxCount = options.MaxNodes,
            EnableAutoScaling = true,
            EnableEncryptionAtHost = args.Options.EncryptionAtHost,
            EnableNodePublicIP = false,
            MaxPods = 50,
            AvailabilityZones = args.Options.Zones.ToArray(),
        };
        if (args.SubnetId is { } subnet) pool.VnetSubnetID = subnet;
        return pool;
    }
}
