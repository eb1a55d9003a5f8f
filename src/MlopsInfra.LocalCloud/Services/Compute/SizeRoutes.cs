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
        if (Find(request.Rest.Method, request.Rest.Info.Path.Trim('/').Split('/')) is not { } answer) return false;
        var matches = ListQuery.Compile<JsonObject>(request.Rest, InRegion);
        answer["value"] = new JsonArray([.. answer["value"]!.AsArray().OfType<JsonObject>().Where(matches)
            .Select(size => size.DeepClone())]);
        await request.Rest.AnswerAsync(200, answer);
        return true;
    }

    // Every size is in every region here.
    private static Func<JsonObject, bool> InRegion(FilterExpression filter) =>
        filter is FilterExpression.Comparison { Operator: "eq", Value.Kind: FilterValueKind.Text } comparison
            && comparison.Property.Equals("location", StringComparison.OrdinalIgnoreCase)
            ? _ => Regions.Exists(comparison.Value.Text)
            : throw new FilterSyntaxException("sizes are asked for by location only");

    private JsonObject? Find(string method, string[] segments) => (method, segments) switch
    {
        ("GET", ["subscriptions", var subscription, "providers", "Microsoft.Compute", "skus"]) => Known(subscription, Skus),
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
        return new JsonObject { ["value"] = new JsonArray([.. values()]) };
    }

    private IEnumerable<JsonObject> Skus() => Sizes.Select(size => new JsonObject
    {
        ["resourceType"] = "virtualMachines",
        ["name"] = size.Name,
        ["family"] = size.Family,
        ["capabilities"] = new JsonArray([.. Capabilities(size).Select(pair =>
            new JsonObject { ["name"] = pair.Name, ["value"] = pair.Value.ToString(CultureInfo.InvariantCulture) })]),
        ["restrictions"] = new JsonArray(),
    });

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
