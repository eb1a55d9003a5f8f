using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;

namespace MlopsInfra.LocalCloud.Services.Compute;

/// <summary>Which VM sizes there are and how much of each family one may have, as Azure Compute and Azure ML list it.</summary>
internal sealed class SizeRoutes(CloudContext cloud) : IArmRoutes
{
    private const int DefaultQuota = 100;

    // Quotas are by family, so a size whose family is not known can't be listed.
    private IEnumerable<VmSize> Sizes => VmSizes.At(cloud.Now).Where(size => size.Family is not null);

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var segments = request.Rest.Info.Path.Trim('/').Split('/');
        if (Find(request, segments) is not { } answer) return false;
        if (segments is [.., "locations", var location, _] && !Regions.Exists(location))
            throw new ArmException(400, "NoRegisteredProviderFound",
                $"No registered resource provider found for location '{location}' and type 'locations/{segments[^1]}'.");
        var isElsewhere = RegionOf(request) is { } region && !Regions.Exists(region);
        await request.Rest.AnswerAsync(200, isElsewhere ? Page.Whole([]) : answer);
        return true;
    }

    // `az vm list-skus --location` filters so; any size is in every region here.
    private static string? RegionOf(ArmRequest request) => ListQuery.Read<string?>(request.Rest, Location, null);

    private static string Location(FilterExpression filter) =>
        filter is FilterExpression.Comparison { Operator: "eq", Value.Kind: FilterValueKind.Text } comparison
            && comparison.Property.Equals("location", StringComparison.OrdinalIgnoreCase)
            ? comparison.Value.Text
            : throw new FilterSyntaxException("sizes are asked for by location only");

    private JsonObject? Find(ArmRequest request, string[] segments) => (request.Rest.Method, segments) switch
    {
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.Compute", "skus"]) =>
            Known(subscription, () => Skus(RegionOf(request))),
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.Compute", "locations", _, "usages"]) =>
            Known(subscription, () => Usages(family => family)),
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.Compute", "locations", _, "vmSizes"]) =>
            Known(subscription, ComputeSizes),
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.MachineLearningServices", "locations", _,
            "usages"]) =>
            Known(subscription, () => Usages(family => $"{family} Cluster Dedicated vCPUs")),
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.MachineLearningServices", "locations", _,
            "vmSizes"]) => Known(subscription, MachineLearningSizes),
        _ => null,
    };

    private JsonObject Known(string subscription, Func<IEnumerable<JsonObject>> values)
    {
        RequestChecks.RequireSubscription(cloud, subscription);
        return Page.Whole(values());
    }

    private IEnumerable<JsonObject> Skus(string? region)
    {
        string[] places = region is null ? [.. Regions.Names.Select(Regions.Normalize)] : [Regions.Normalize(region)];
        return Sizes.Select(size => new JsonObject
        {
            ["resourceType"] = "virtualMachines",
            ["name"] = size.Name,
            ["tier"] = size.Name.StartsWith("Basic_", StringComparison.Ordinal) ? "Basic" : "Standard",
            ["size"] = size.Name[(size.Name.IndexOf('_', StringComparison.Ordinal) + 1)..],
            ["family"] = size.Family,
            ["locations"] = new JsonArray([.. places.Select(place => (JsonNode)place)]),
            ["locationInfo"] = new JsonArray([.. places.Select(place => (JsonNode)new JsonObject
            {
                ["location"] = place, ["zones"] = new JsonArray(), ["zoneDetails"] = new JsonArray(),
            })]),
            ["capabilities"] = new JsonArray([.. Capabilities(size).Select(pair =>
                new JsonObject { ["name"] = pair.Name, ["value"] = pair.Value.ToString(CultureInfo.InvariantCulture) })]),
            ["restrictions"] = new JsonArray(),
        });
    }

    private static IEnumerable<(string Name, double Value)> Capabilities(VmSize size)
    {
        yield return ("vCPUs", size.Cores);
        yield return ("vCPUsAvailable", size.UsableCores);
        if (size.Memory is { } memory) yield return ("MemoryGB", memory);
        if (size.Gpus is { } gpus) yield return ("GPUs", gpus);
    }

    // Disks are not in the table; that of the system has this size in all of them.
    private IEnumerable<JsonObject> ComputeSizes() => Sizes.Select(size => new JsonObject
    {
        ["name"] = size.Name,
        ["numberOfCores"] = size.Cores,
        ["osDiskSizeInMB"] = 1_047_552,
        ["memoryInMB"] = size.Memory is { } memory ? (int)(memory * 1024) : null,
    });

    private IEnumerable<JsonObject> MachineLearningSizes() => Sizes.Select(size => new JsonObject
    {
        ["name"] = size.Name,
        ["family"] = size.Family,
        ["vCPUs"] = size.Cores,
        ["lowPriorityCapable"] = true,
    });

    private IEnumerable<JsonObject> Usages(Func<string, string> nameOf) => Sizes.Select(size => size.Family!)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(family => new JsonObject
        {
            ["unit"] = "Count",
            ["currentValue"] = 0,
            ["limit"] = cloud.Options.VcpuQuota.GetValueOrDefault(family, DefaultQuota),
            ["name"] = new JsonObject { ["value"] = nameOf(family), ["localizedValue"] = nameOf(family) },
        });
}
