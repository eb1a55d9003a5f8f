using System.Collections.Frozen;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Some VM sizes with the family that their quota is counted in, and their vCPUs.</summary>
internal static class VmFamilies
{
    /// <summary>The sizes by name.</summary>
    public static FrozenDictionary<string, (string Family, int Cores)> Sizes { get; } =
        new (string Size, string Family, int Cores)[]
    {
        ("Standard_DS2_v2", "standardDSv2Family", 2), ("Standard_DS3_v2", "standardDSv2Family", 4),
        ("Standard_DS4_v2", "standardDSv2Family", 8),
        ("Standard_DS5_v2", "standardDSv2Family", 16), ("Standard_DS11_v2", "standardDSv2Family", 2),
        ("Standard_DS12_v2", "standardDSv2Family", 4),
        ("Standard_D2ds_v5", "standardDDSv5Family", 2), ("Standard_D4ds_v5", "standardDDSv5Family", 4),
        ("Standard_D8ds_v5", "standardDDSv5Family", 8),
        ("Standard_D16ds_v5", "standardDDSv5Family", 16), ("Standard_E4ds_v5", "standardEDSv5Family", 4),
        ("Standard_E8ds_v5", "standardEDSv5Family", 8),
        ("Standard_F4s_v2", "standardFSv2Family", 4), ("Standard_F8s_v2", "standardFSv2Family", 8),
        ("Standard_NC6s_v3", "standardNCSv3Family", 6),
    }.ToFrozenDictionary(size => size.Size, size => (size.Family, size.Cores), StringComparer.OrdinalIgnoreCase);

    /// <summary>The families.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Sizes.Values.Select(size => size.Family).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
