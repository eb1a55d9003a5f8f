using System.Net;

namespace MlopsInfra.Components;

/// <summary>What can be chosen about the private network.</summary>
public sealed record PrivateNetworkOptions
{
    // What AKS keeps for pods and services, unless told otherwise: a network that overlaps it can't be routed.
    private static readonly string[] KeptByAks = ["10.0.0.0/16", PodRange];

    internal const string PodRange = "10.244.0.0/16";

    /// <summary>Address range of the network. Default: <c>10.40.0.0/16</c>.</summary>
    public string AddressSpace { get; init; } = "10.40.0.0/16";

    /// <summary>Address range of the nodes' subnet, at least a /24. Default: <c>10.40.0.0/20</c>.</summary>
    public string NodesSubnet { get; init; } = "10.40.0.0/20";

    /// <summary>Address range of the private endpoints' subnet, at least a /27. Default: <c>10.40.16.0/24</c>.</summary>
    public string EndpointsSubnet { get; init; } = "10.40.16.0/24";

    /// <summary>
    /// Address range of the subnet of machines that run jobs (<see cref="BuildAgents"/>), at least a /28. Default:
    /// <c>10.40.17.0/26</c>.
    /// </summary>
    public string AgentsSubnet { get; init; } = "10.40.17.0/26";

    /// <summary>
    /// Address range of the subnet that releases run container groups in, where there is scoring on AKS, at least a /28. Default:
    /// <c>10.40.17.64/27</c>.
    /// </summary>
    public string ReleaseSubnet { get; init; } = "10.40.17.64/27";

    /// <summary>
    /// Training reaches only what the workspace's outbound rules name. Default: false: training reaches the internet, which image
    /// builds and package downloads need.
    /// </summary>
    public bool ApprovedOutboundOnly { get; init; }

    /// <summary>
    /// Telemetry and logs are taken from inside the network only: a private link scope of Azure Monitor, its endpoint and DNS
    /// zones. Default: false. Logs can still be read from outside, by identities with a role, unless
    /// <see cref="PrivateQueries"/>.
    /// </summary>
    public bool PrivateMonitoring { get; init; }

    /// <summary>
    /// Logs can be read from inside the network only, in the portal as well: for who has a way in. Needs
    /// <see cref="PrivateMonitoring"/>. Default: false.
    /// </summary>
    public bool PrivateQueries { get; init; }

    internal void Check(Problems problems, string path)
    {
        var space = Parse(problems, $"{path}.{nameof(AddressSpace)}", AddressSpace, 24);
        var nodes = Parse(problems, $"{path}.{nameof(NodesSubnet)}", NodesSubnet, 24);
        var endpoints = Parse(problems, $"{path}.{nameof(EndpointsSubnet)}", EndpointsSubnet, 27);
        problems.Require(
            PrivateMonitoring || !PrivateQueries, $"{path}.{nameof(PrivateQueries)}", PrivateQueries,
            $"without {nameof(PrivateMonitoring)} nobody could read logs; set that to true as well.");
        if (space is not { } network) return;
        CheckInside(problems, $"{path}.{nameof(NodesSubnet)}", nodes, network);
        CheckInside(problems, $"{path}.{nameof(EndpointsSubnet)}", endpoints, network);
        problems.Require(
            nodes is not { } one || endpoints is not { } other || !Overlap(one, other), $"{path}.{nameof(EndpointsSubnet)}",
            EndpointsSubnet,
            $"it overlaps {nameof(NodesSubnet)} ({NodesSubnet}); choose ranges that don't.");
        foreach (var kept in KeptByAks.Where(kept => Overlap(network, IPNetwork.Parse(kept))))
        {
            problems.Add($"{path}.{nameof(AddressSpace)}", AddressSpace,
                $"it overlaps {kept}, which AKS keeps for pods and services; choose another.");
        }
    }

    /// <summary>The ranges of the subnets that not every network has.</summary>
    /// <param name="problems">Where mistakes are recorded.</param>
    /// <param name="path">Path of these options.</param>
    /// <param name="agents">Whether there is a subnet for machines that run jobs.</param>
    /// <param name="releases">Whether there is one that releases run container groups in.</param>
    internal void CheckOthers(Problems problems, string path, bool agents, bool releases)
    {
        List<(string Name, string Range)> others =
            [(nameof(NodesSubnet), NodesSubnet), (nameof(EndpointsSubnet), EndpointsSubnet)];
        if (agents)
        {
            CheckOther(problems, path, nameof(AgentsSubnet), AgentsSubnet, others);
            others.Add((nameof(AgentsSubnet), AgentsSubnet));
        }

        if (releases) CheckOther(problems, path, nameof(ReleaseSubnet), ReleaseSubnet, others);
    }

    private void CheckOther(
        Problems problems, string path, string name, string range, IEnumerable<(string Name, string Range)> others)
    {
        var argument = $"{path}.{name}";
        if (Parse(problems, argument, range, 28) is not { } subnet) return;
        if (IPNetwork.TryParse(AddressSpace, out var space)) CheckInside(problems, argument, subnet, space);
        foreach (var (other, taken) in others)
        {
            problems.Require(
                !IPNetwork.TryParse(taken, out var network) || !Overlap(subnet, network), argument, range,
                $"it overlaps {other} ({taken}); choose ranges that don't.");
        }
    }

    private static IPNetwork? Parse(Problems problems, string argument, string value, int longestPrefix)
    {
        // Azure refuses a range that begins in the middle (10.40.0.1/16), which the parser only rounds down.
        if (!IPNetwork.TryParse(value, out var range) || range.ToString() != value)
        {
            problems.Add(argument, value,
                "write an address range as in '10.40.0.0/16': the first address and the prefix's length.");
            return null;
        }

        problems.Require(range.PrefixLength <= longestPrefix, argument, value,
            $"it is too small; at least a /{longestPrefix} is needed.");
        return range;
    }

    private static void CheckInside(Problems problems, string argument, IPNetwork? subnet, IPNetwork space) => problems.Require(
        subnet is not { } inner || (inner.PrefixLength >= space.PrefixLength && space.Contains(inner.BaseAddress)), argument,
        subnet,
        $"it has to lie inside {nameof(AddressSpace)} ({space}).");

    private static bool Overlap(IPNetwork one, IPNetwork other) =>
        one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);
}
