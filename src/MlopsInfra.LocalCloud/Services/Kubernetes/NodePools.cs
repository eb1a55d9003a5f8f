using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>What holds for a node pool, whether it stands in its cluster or is a resource of its own.</summary>
internal static class NodePools
{
    private static readonly NamingRule WindowsNames = NamesOf(6);

    /// <summary>How names of pools look; those of Windows pools are shorter.</summary>
    public static NamingRule Names { get; } = NamesOf(12);

    /// <summary>What a pool has for good.</summary>
    public static IReadOnlyList<string> FixedProperties { get; } =
    [
        "vmSize", "osDiskSizeGB", "osDiskType", "osType", "availabilityZones", "vnetSubnetID", "maxPods", "type",
        "scaleSetPriority", "enableNodePublicIP", "enableEncryptionAtHost", "enableUltraSSD",
    ];

    /// <summary>Refuses a pool whose values are out of range or don't go together.</summary>
    /// <param name="put">The write of the cluster or of the pool.</param>
    /// <param name="pool">The pool's properties.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="name">Its name.</param>
    public static void Check(PutContext put, JsonObject pool, string path, string name)
    {
        CheckName(pool, path, name);
        PoolSizes.Check(put, pool, path, name);
        if (IsSystem(pool.Text("mode")) && pool.Number("count") is < 1)
            throw Invalid($"The system pool '{name}' needs at least one node.", $"{path}.count");
        CheckScaling(pool, path, name);
        CheckPriority(pool, path, name);
        if (pool.Number("maxPods") is < 10 or > 250)
            throw Invalid($"maxPods of the pool '{name}' must be between 10 and 250.", $"{path}.maxPods");
    }

    /// <summary>Leaves out the version that a client says nothing by.</summary>
    /// <param name="pool">The pool's properties.</param>
    public static void Normalize(JsonObject pool)
    {
        if (pool.Text("orchestratorVersion") is "") pool.Remove("orchestratorVersion");
    }

    /// <summary>Whether a pool is for the cluster's own pods.</summary>
    /// <param name="mode">The pool's mode.</param>
    public static bool IsSystem(string? mode) => "System".Equals(mode, StringComparison.OrdinalIgnoreCase);

    /// <summary>AKS's refusal of a parameter.</summary>
    public static ArmException Invalid(string message, string target) => new(400, "InvalidParameter", message, target);

    private static void CheckScaling(JsonObject pool, string path, string name)
    {
        var (minimum, maximum) = (pool.Number("minCount"), pool.Number("maxCount"));
        if (pool.Flag("enableAutoScaling") != true)
        {
            if (minimum is not null || maximum is not null)
                throw Invalid($"minCount and maxCount of the pool '{name}' may only be set with enableAutoScaling.",
                    $"{path}.minCount");
            return;
        }

        if (minimum is null || maximum is null || maximum < minimum)
            throw Invalid(
                $"The autoscaling bounds of the pool '{name}' are invalid: minCount {minimum} and maxCount {maximum} have to "
                    + "be given, in this order.", $"{path}.minCount");
        if (pool.Number("count") is { } count && (count < minimum || count > maximum))
            throw Invalid($"The count {count} of the pool '{name}' is not between minCount {minimum} and maxCount {maximum}.",
                $"{path}.count");
    }

    // "Add an Azure Spot node pool", limitations.
    private static void CheckPriority(JsonObject pool, string path, string name)
    {
        var isSpot = "Spot".Equals(pool.Text("scaleSetPriority"), StringComparison.OrdinalIgnoreCase);
        if (isSpot && IsSystem(pool.Text("mode")))
            throw Invalid($"The system pool '{name}' can't be of priority Spot.", $"{path}.scaleSetPriority");
        if (isSpot && pool.Text("upgradeSettings.maxSurge") is not null)
            throw Invalid(
                "The value of parameter agentPoolProfile.upgrade.maxSurge is invalid. Error details: Spot pools can't set max "
                    + "surge. Please see https://aka.ms/aks-naming-rules for more details.", $"{path}.upgradeSettings.maxSurge");
        if (!isSpot && pool.Number("spotMaxPrice") is not (null or -1))
            throw Invalid($"spotMaxPrice of the pool '{name}' may only be set with the priority Spot.", $"{path}.spotMaxPrice");
    }

    private static void CheckName(JsonObject pool, string path, string name)
    {
        var rule = "Windows".Equals(pool.Text("osType"), StringComparison.OrdinalIgnoreCase) ? WindowsNames : Names;
        if (!rule.Allows(name)) throw rule.Refusal(name, $"{path}.name");
    }

    private static NamingRule NamesOf(int longest) => new("[a-z][a-z0-9]*", 1, longest, "InvalidParameter",
        "The value of parameter agentPoolProfile.name is invalid. Error details: Pool name '{0}' must start with a lowercase "
            + "letter, have max length of " + longest + ", and only have characters a-z0-9.");
}
