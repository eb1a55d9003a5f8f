using System.Net;

namespace MlopsInfra.LocalCloud.Arm.Networking;

/// <summary>Where a call comes from. Networks let callers in or shut them out by it, before any right is looked at.</summary>
public abstract record CallerPlace
{
    private CallerPlace()
    {
    }

    /// <summary>Somewhere on the internet: a laptop, a hosted agent. The address is one that nobody has (RFC 5737).</summary>
    public static CallerPlace Outside { get; } = new Internet(IPAddress.Parse("203.0.113.10"));

    /// <summary>The internet.</summary>
    /// <param name="Address">The public address that calls come from.</param>
    public sealed record Internet(IPAddress Address) : CallerPlace
    {
        /// <inheritdoc/>
        public override string ToString() => Address.ToString();
    }

    /// <summary>A virtual network: an agent, a node, a machine behind a VPN.</summary>
    /// <param name="NetworkId">ARM id of the network.</param>
    /// <param name="SubnetId">ARM id of the subnet; null where any of the network's will do.</param>
    public sealed record InNetwork(string NetworkId, string? SubnetId = null) : CallerPlace
    {
        /// <inheritdoc/>
        public override string ToString() => $"the network '{NetworkId[(NetworkId.LastIndexOf('/') + 1)..]}'";
    }

    /// <summary>A service of Azure's that calls from Azure's own network, on behalf of a resource.</summary>
    /// <param name="ResourceId">ARM id of the resource, as of a topic or a workflow.</param>
    public sealed record Service(string ResourceId) : CallerPlace
    {
        /// <inheritdoc/>
        public override string ToString() => $"the service behind '{ResourceId}'";
    }
}
