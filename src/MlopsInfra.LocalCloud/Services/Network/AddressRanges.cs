using System.Net;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>The address ranges of a network and of its subnets: written as Azure wants them, inside and apart.</summary>
internal static class AddressRanges
{
    /// <summary>A prefix in CIDR notation.</summary>
    /// <param name="prefix">Its text.</param>
    /// <param name="path">Where it stands.</param>
    /// <exception cref="ArmException">It is none, or does not begin with its base address.</exception>
    public static IPNetwork Parse(string prefix, string path) => TryParse(prefix, out var range)
        ? range
        : throw new ArmException(400, "InvalidCIDRNotation",
            $"The address prefix {prefix} has an invalid CIDR notation. For the given prefix length, the address prefix should "
                + "begin with the network's base address.", path);

    /// <summary>Whether a text is a prefix in CIDR notation, and begins with its base address.</summary>
    /// <param name="prefix">The text.</param>
    /// <param name="range">The range.</param>
    public static bool TryParse(string prefix, out IPNetwork range) => IPNetwork.TryParse(prefix, out range)
        && range.BaseAddress.Equals(IPAddress.Parse(prefix.Split('/')[0]));

    /// <summary>Refuses a subnet that lies outside of its network, over another subnet, or is too small.</summary>
    /// <param name="name">The subnet.</param>
    /// <param name="prefixes">Its prefixes.</param>
    /// <param name="spaces">The address space of the network.</param>
    /// <param name="others">The ranges of the other subnets; those of this one are added.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="ArmException">It does not fit.</exception>
    public static void Fit(string name, List<string> prefixes, List<IPNetwork> spaces,
        List<(string Name, IPNetwork Range)> others, string network)
    {
        if (prefixes.Count == 0)
            throw new ArmException(400, "InvalidRequestFormat", $"Subnet '{name}' needs an address prefix.",
                "properties.addressPrefix");
        foreach (var prefix in prefixes)
        {
            var range = Parse(prefix, "properties.addressPrefix");
            if (!spaces.Any(space => space.PrefixLength <= range.PrefixLength && space.Contains(range.BaseAddress)))
                throw new ArmException(400, "NetcfgInvalidSubnet",
                    $"Subnet '{name}' is not valid in virtual network '{network}': its range '{prefix}' is outside of the "
                        + "address space.", "properties.addressPrefix");
            if (others.FirstOrDefault(other => IPRanges.Overlap(other.Range, range)) is { Name: { } clash })
                throw new ArmException(400, "NetcfgSubnetRangesOverlap",
                    $"Subnet '{name}' is not valid because its IP address range overlaps with that of an existing subnet in "
                        + $"virtual network '{network}': '{clash}'.", "properties.addressPrefix");
            if (range.PrefixLength > 29)
                throw new ArmException(400, "NetcfgInvalidSubnet", $"Subnet '{name}' is too small: Azure needs at least a /29.",
                    "properties.addressPrefix");
            others.Add((name, range));
        }
    }
}
