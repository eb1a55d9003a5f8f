namespace MlopsInfra.Components;

/// <summary>
/// What regions lack, from "Azure regions list" (learn.microsoft.com/azure/reliability/regions-list, read in its version of
/// 2025-03-21). Regions that are not here are taken to have everything: new ones open with zones. Sizes of virtual machines
/// depend on the subscription as well and are not here: <c>az vm list-skus --location REGION</c>.
/// </summary>
internal static class RegionFacts
{
    private static readonly HashSet<string> WithoutZones = new(StringComparer.Ordinal)
    {
        "australiacentral", "australiacentral2", "australiasoutheast", "brazilsoutheast", "canadaeast", "francesouth",
        "germanynorth", "koreasouth",
        "northcentralus", "norwaywest", "southafricawest", "southindia", "swedensouth", "switzerlandwest", "uaecentral", "ukwest",
        "westcentralus", "westindia",
        "westus",
    };

    private static readonly HashSet<string> WithoutPair = new(StringComparer.Ordinal)
    {
        "austriaeast", "indonesiacentral", "israelcentral", "italynorth", "mexicocentral", "newzealandnorth", "polandcentral",
        "qatarcentral", "spaincentral",
    };

    /// <summary>Records settings that need what the region lacks.</summary>
    public static void Check(Problems problems, MlopsEnvironmentArgs args)
    {
        var storage = $"{nameof(MlopsEnvironmentArgs.Storage)}.{nameof(StorageOptions.Redundancy)}";
        if (WithoutZones.Contains(args.Location))
        {
            var lacks = $"{args.Location} has no availability zones";
            problems.Require(
                args.Storage.Redundancy is not (StorageRedundancy.Zrs or StorageRedundancy.Gzrs), storage,
                args.Storage.Redundancy,
                $"{lacks}, so there is no Standard_{args.Storage.Redundancy.ToString().ToUpperInvariant()} storage; choose Lrs "
                    + "or Grs.");
            problems.Require(
                !args.Registry.ZoneRedundant, $"{nameof(MlopsEnvironmentArgs.Registry)}.{nameof(RegistryOptions.ZoneRedundant)}",
                args.Registry.ZoneRedundant,
                $"{lacks}; set it to false.");
            problems.Require(
                args.ProductionScoring is not { Zones.Count: > 0 },
                $"{nameof(MlopsEnvironmentArgs.ProductionScoring)}.{nameof(ProductionScoringOptions.Zones)}",
                string.Join(", ", args.ProductionScoring?.Zones ?? []), $"{lacks}; leave the list empty: [].");
        }

        problems.Require(
            !WithoutPair.Contains(args.Location)
                || args.Storage.Redundancy is not (StorageRedundancy.Grs or StorageRedundancy.Gzrs), storage,
            args.Storage.Redundancy,
            $"{args.Location} has no paired region to copy to, so there is no "
                + $"Standard_{args.Storage.Redundancy.ToString().ToUpperInvariant()} storage; choose Lrs or Zrs.");
    }
}
