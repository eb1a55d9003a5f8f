using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Doctor;

/// <summary>
/// Whether the vCPUs that are left are enough for the machines that a stack may start. Azure ML counts apart from the
/// subscription.
/// </summary>
/// <param name="arm">Asks Azure.</param>
internal sealed class QuotaCheck(ArmQueries arm)
{
    private const string ComputeVersion = "2024-07-01", SkuVersion = "2021-07-01", MachineLearningVersion = "2024-10-01";

    /// <summary>Compares what the stack needs with what the subscription has left.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="needs">The machines and their region.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DoctorCheck> RunAsync(string subscription, StackNeeds needs, CancellationToken cancellationToken)
    {
        if (needs.Machines.Count == 0 || needs.Location is not { } location)
            return DoctorCheck.Ok("quota", "The program starts no machines of its own.");
        var findings = new List<string>();
        var lacking = false;
        foreach (var group in needs.Machines.GroupBy(need => need.IsMachineLearning))
        {
            var (sizes, usages) = group.Key
                ? (await MachineLearningSizesAsync(subscription, location, cancellationToken),
                    await UsagesAsync(subscription, "Microsoft.MachineLearningServices", location, MachineLearningVersion,
                        cancellationToken))
                : (await ComputeSizesAsync(subscription, location, cancellationToken),
                    await UsagesAsync(subscription, "Microsoft.Compute", location, ComputeVersion, cancellationToken));
            foreach (var need in group.Where(need => !sizes.ContainsKey(need.Size)))
            {
                lacking = true;
                findings.Add($"{need.Size} ({need.What}) is not offered in {location} to this subscription");
            }

            foreach (var family in group.Where(need => sizes.ContainsKey(need.Size) && !need.IsLowPriority)
                .GroupBy(need => sizes[need.Size].Family))
            {
                var cores = family.Sum(need => need.Nodes * sizes[need.Size].Cores);
                var free = FreeOf(usages, family.Key);
                lacking |= free < cores;
                var who = string.Join(", ", family.Select(need => $"{need.What}: {need.Nodes} {need.Size}"));
                findings.Add(free is null
                    ? $"{family.Key}: {cores} vCPUs needed, Azure names no quota ({who})"
                    : $"{family.Key}: {cores} vCPUs needed, {free} free ({who})");
            }

            findings.AddRange(group.Where(need => need.IsLowPriority)
                .Select(need => $"{need.What}: {need.Nodes} {need.Size} of spare capacity, whose quota is not looked at"));
        }

        var message = $"In {location}: {string.Join("; ", findings)}.";
        return lacking
            ? DoctorCheck.Missing("quota", message,
                "Ask for more in the portal (Quotas > Compute or Machine Learning), or set smaller sizes or fewer nodes in the "
                    + "stack file (docs/configuration.md).")
            : DoctorCheck.Ok("quota", message);
    }

    private async Task<Dictionary<string, (string Family, int Cores)>> ComputeSizesAsync(string subscription, string location,
        CancellationToken cancellationToken)
    {
        var skus = await arm.ListAsync(
            $"/subscriptions/{subscription}/providers/Microsoft.Compute/skus?api-version={SkuVersion}"
                + $"&$filter=location%20eq%20'{location}'", cancellationToken);
        return Sizes(skus.Where(sku => (string?)sku["resourceType"] == "virtualMachines" && !IsForbidden(sku))
            .Select(sku => (Sku: sku, Cores: (sku["capabilities"] as JsonArray ?? [])
            .Where(capability => (string?)capability?["name"] == "vCPUs")
            .Select(capability => int.Parse((string)capability!["value"]!, CultureInfo.InvariantCulture)).FirstOrDefault())));
    }

    private async Task<Dictionary<string, (string Family, int Cores)>> MachineLearningSizesAsync(string subscription,
        string location, CancellationToken cancellationToken)
    {
        var sizes = await arm.ListAsync(
            $"/subscriptions/{subscription}/providers/Microsoft.MachineLearningServices/locations/{location}"
                + $"/vmSizes?api-version={MachineLearningVersion}", cancellationToken);
        return Sizes(sizes.Select(size => (size, (int?)size["vCPUs"] ?? 0)));
    }

    private Task<IReadOnlyList<JsonNode>> UsagesAsync(string subscription, string provider, string location, string version,
        CancellationToken cancellationToken) =>
        arm.ListAsync($"/subscriptions/{subscription}/providers/{provider}/locations/{location}/usages?api-version={version}",
            cancellationToken);

    private static Dictionary<string, (string Family, int Cores)> Sizes(IEnumerable<(JsonNode Size, int Cores)> sizes)
    {
        var table = new Dictionary<string, (string, int)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (size, cores) in sizes) table[(string)size["name"]!] = ((string?)size["family"] ?? "", cores);
        return table;
    }

    // A size that the subscription may not use in the whole region; one that only some zones lack is offered.
    private static bool IsForbidden(JsonNode sku) =>
        (sku["restrictions"] as JsonArray ?? []).Any(restriction => (string?)restriction?["type"] == "Location");

    // Compute says standardDSv2Family, Azure ML "Standard DSv2 Family Cluster Dedicated vCPUs".
    private static int? FreeOf(IReadOnlyList<JsonNode> usages, string family)
    {
        var usage = usages.FirstOrDefault(usage => Letters((string?)usage["name"]?["value"])
            .StartsWith(Letters(family), StringComparison.Ordinal)
            && !Letters((string?)usage["name"]?["value"]).Contains("lowpriority", StringComparison.Ordinal));
        return usage is null ? null : (int)((long)usage["limit"]! - (long)usage["currentValue"]!);
    }

    private static string Letters(string? text) => string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
