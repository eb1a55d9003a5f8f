using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions of address ranges, of IPv4 only. Source: "CIDR functions for ARM templates".</summary>
internal static class AddressFunctions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("cidrHost", 2, 2, Host),
        new("cidrSubnet", 3, 3, Subnet),
    ];

    private static JsonNode? Subnet(IReadOnlyList<JsonNode?> arguments)
    {
        var network = Read(Text(arguments[0]));
        var (prefix, index) = (Count(arguments[1]), Integer(arguments[2]));
        if (prefix < network.PrefixLength || prefix > 32)
            throw new TemplateException($"A network of the prefix length {prefix} is not in '{network}'.");
        var many = 1L << (prefix - network.PrefixLength);
        if (index < 0 || index >= many) throw new TemplateException($"There are only {many} such networks in '{network}'.");
        return $"{Address(First(network) + (uint)(index << (32 - prefix)))}/{prefix}";
    }

    private static JsonNode? Host(IReadOnlyList<JsonNode?> arguments)
    {
        var (network, index) = (Read(Text(arguments[0])), Integer(arguments[1]));
        // The first address is the network's own.
        return index >= 0 && index + 1 < 1L << (32 - network.PrefixLength) ? Address(First(network) + (uint)index + 1).ToString()
            : throw new TemplateException($"'{network}' has no host of the number {index}.");
    }

    private static IPNetwork Read(string text) =>
        IPNetwork.TryParse(text, out var network) && network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? network : throw new TemplateException($"'{text}' is no range of IPv4 addresses.");

    private static uint First(IPNetwork network) => BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes());

    private static IPAddress Address(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}
