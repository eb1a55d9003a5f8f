namespace MlopsInfra.Components;

/// <summary>How Azure's regions are written.</summary>
internal static class LocationRules
{
    public static void Check(Problems problems, string argument, string? location) => problems.Require(
        location is { Length: > 3 } && location.All(c => NamingRule.Has(NameCharacters.LowercaseAlphanumeric, c)),
        argument, location,
        "write the region's short name, as in 'westeurope' or 'eastus2' (az account list-locations --query [].name).");
}
