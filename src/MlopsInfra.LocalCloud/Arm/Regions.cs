namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Azure's public regions (the answer of <c>az account list-locations</c>, physical ones).</summary>
internal static class Regions
{
    /// <summary>Not a region: for what is world-wide.</summary>
    public const string Global = "global";

    /// <summary>All of them, by the names that Azure shows, as in <c>West Europe</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Australia Central", "Australia Central 2", "Australia East", "Australia Southeast", "Austria East",
        "Belgium Central", "Brazil South", "Brazil Southeast", "Canada Central", "Canada East", "Central India", "Central US",
        "Chile Central", "East Asia", "East US", "East US 2", "France Central", "France South", "Germany North",
        "Germany West Central", "Indonesia Central", "Israel Central", "Italy North", "Japan East", "Japan West",
        "Jio India Central", "Jio India West", "Korea Central", "Korea South", "Malaysia West", "Mexico Central",
        "New Zealand North", "North Central US", "North Europe", "Norway East", "Norway West", "Poland Central",
        "Qatar Central", "South Africa North", "South Africa West", "South Central US", "South India", "Southeast Asia",
        "Spain Central", "Sweden Central", "Sweden South", "Switzerland North", "Switzerland West", "UAE Central",
        "UAE North", "UK South", "UK West", "West Central US", "West Europe", "West India", "West US", "West US 2",
        "West US 3",
    ];

    private static readonly HashSet<string> Known = [.. Names.Select(Normalize)];

    /// <summary><c>West Europe</c> becomes <c>westeurope</c>.</summary>
    public static string Normalize(string location) => location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Whether there is such a region.</summary>
    public static bool Exists(string location) => Known.Contains(Normalize(location));

    /// <summary>The regions, as a message lists them.</summary>
    public static string Listed => string.Join(",", Known.Order(StringComparer.Ordinal));
}
