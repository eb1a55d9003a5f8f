namespace MlopsInfra.LocalCloud.Arm;

/// <summary>Azure's public regions (the answer of <c>az account list-locations</c>, physical ones).</summary>
internal static class Regions
{
    /// <summary>Not a region: for what is world-wide.</summary>
    public const string Global = "global";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "australiacentral", "australiacentral2", "australiaeast", "australiasoutheast", "austriaeast", "belgiumcentral",
        "brazilsouth",
        "brazilsoutheast", "canadacentral", "canadaeast", "centralindia", "centralus", "chilecentral", "eastasia", "eastus",
        "eastus2", "francecentral",
        "francesouth", "germanynorth", "germanywestcentral", "indonesiacentral", "israelcentral", "italynorth", "japaneast",
        "japanwest",
        "jioindiacentral", "jioindiawest", "koreacentral", "koreasouth", "malaysiawest", "mexicocentral", "newzealandnorth",
        "northcentralus",
        "northeurope", "norwayeast", "norwaywest", "polandcentral", "qatarcentral", "southafricanorth", "southafricawest",
        "southcentralus",
        "southindia", "southeastasia", "spaincentral", "swedencentral", "swedensouth", "switzerlandnorth", "switzerlandwest",
        "uaecentral", "uaenorth",
        "uksouth", "ukwest", "westcentralus", "westeurope", "westindia", "westus", "westus2", "westus3",
    };

    /// <summary><c>West Europe</c> becomes <c>westeurope</c>.</summary>
    public static string Normalize(string location) => location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Whether there is such a region.</summary>
    public static bool Exists(string location) => Known.Contains(Normalize(location));

    /// <summary>The regions, as a message lists them.</summary>
    public static string Listed => string.Join(",", Known.Order(StringComparer.Ordinal));
}
