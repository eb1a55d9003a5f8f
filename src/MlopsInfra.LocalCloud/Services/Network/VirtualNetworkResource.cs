using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Virtual networks and subnets: address ranges, one write at a time, what is in use stays.</summary>
internal sealed class VirtualNetworkResource(ResourceType type) : AzureResource(type)
{
    private const string Network = "Microsoft.Network/virtualNetworks";
    private const string Subnet = $"{Network}/subnets";

    public override string? SerializedBy(ResourceId id) => $"network {(id.Type == Subnet ? id.Parent : id)}";

    public override ArmException Busy(ResourceId id) => new(409, "AnotherOperationInProgress",
        "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri of the "
            + $"resource {(id.Type == Subnet ? id.Parent : id)}.", id.Value);

    public override void CheckPut(PutContext put)
    {
        if (put.Id.Type == Subnet) CheckSubnet(put);
        else CheckNetwork(put);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        if (put.Id.Type == Subnet) return;
        computed.Set("properties.resourceGuid", MadeUpIds.From("network", put.Id.Value));
        if (put.Body.At("properties.subnets") is not JsonArray inline) return;
        computed.Set("properties.subnets",
            new JsonArray([.. inline.OfType<JsonObject>().Select(subnet => (JsonNode)Completed(put.Id, subnet))]));
    }

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written)
    {
        if (put.Id.Type != Network) yield break;
        // Subnets that are declared inline are resources as any other.
        foreach (var subnet in (put.Body.At("properties.subnets") as JsonArray ?? []).OfType<JsonObject>())
        {
            var id = put.Id.Child("subnets", subnet.Text("name")!);
            var body = new JsonObject { ["properties"] = subnet["properties"]?.DeepClone() ?? new JsonObject() };
            var computed = new JsonObject { ["id"] = id.Value, ["name"] = id.Name, ["type"] = Subnet,
                ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" } };
            yield return new StoreChange(id.Value,
                new StoredResource(id.Value, Subnet, body, computed, put.Cloud.Find(id.Value)?.CreatedOn ?? put.Cloud.Now,
                    put.Cloud.Now, []));
        }

        var kept = (put.Body.At("properties.subnets") as JsonArray ?? []).OfType<JsonObject>()
            .Select(subnet => subnet.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var gone in Subnets(put.Cloud, put.Id).Where(subnet => IsDropped(put, subnet, kept)))
            yield return new StoreChange(gone.Key, null);
    }

    public override void CheckDelete(DeleteContext delete)
    {
        var subnets = delete.Id.Type == Subnet ? [delete.Existing] : Subnets(delete.Cloud, delete.Id).ToList();
        foreach (var subnet in subnets)
        {
            if (NetworkUse.UserOf(delete.Cloud, subnet.Key) is { } user)
                throw new ArmException(400, "InUseSubnetCannotBeDeleted",
                    $"Subnet {subnet.Name} is in use by {user} and cannot be deleted. In order to delete the subnet, delete all "
                        + "the resources within the subnet. See aka.ms/deletesubnet.", subnet.Key);
        }
    }

    private static void CheckNetwork(PutContext put)
    {
        var spaces =
            put.Body.Texts("properties.addressSpace.addressPrefixes[]").Select(found => Parse(found.Value, found.Path)).ToList();
        if (spaces.Count == 0)
            throw new ArmException(400, "InvalidRequestFormat", "The address space of a virtual network is required.",
                "properties.addressSpace");
        var inline = (put.Body.At("properties.subnets") as JsonArray ?? []).OfType<JsonObject>().ToList();
        var ranges = new List<(string Name, IPNetwork Range)>();
        foreach (var subnet in inline)
        {
            var name = subnet.Text("name")
                ?? throw new ArmException(400, "InvalidRequestFormat", "Every subnet needs a name.", "properties.subnets");
            Fit(name, SubnetChange.Prefixes(subnet), spaces, ranges, put.Id.Name);
            if (put.Cloud.Find(put.Id.Child("subnets", name).Value) is { } existing)
                SubnetChange.Check(put.Cloud, existing, subnet);
        }

        // Subnets that are resources of their own stay, and have to fit as well.
        var own = inline.Select(subnet => subnet.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var other in Subnets(put.Cloud, put.Id)
            .Where(subnet => !own.Contains(subnet.Name) && !IsDropped(put, subnet, own)))
            Fit(other.Name, SubnetChange.Prefixes(other.Body), spaces, ranges, put.Id.Name);

        // A subnet that a PUT leaves out is deleted, and that needs it to be unused.
        foreach (var gone in Subnets(put.Cloud, put.Id).Where(subnet => IsDropped(put, subnet, own)))
        {
            if (NetworkUse.UserOf(put.Cloud, gone.Key) is { } user)
                throw new ArmException(400, "InUseSubnetCannotBeDeleted",
                    $"Subnet {gone.Name} is in use by {user} and cannot be deleted.", gone.Key);
        }
    }

    private static void CheckSubnet(PutContext put)
    {
        var network = put.Cloud.Find(put.Id.Parent!.Value)!;
        var spaces = network.Body.Texts("properties.addressSpace.addressPrefixes[]")
            .Select(found => Parse(found.Value, found.Path)).ToList();
        var others =
            Subnets(put.Cloud, put.Id.Parent).Where(other => !other.Key.Equals(put.Id.Value, StringComparison.OrdinalIgnoreCase))
            .SelectMany(other => SubnetChange.Prefixes(other.Body)
                .Select(prefix => (other.Name, Parse(prefix, "properties.addressPrefix")))).ToList();
        Fit(put.Id.Name, SubnetChange.Prefixes(put.Body), spaces, others, put.Id.Parent.Name);
        if (put.Existing is { } existing) SubnetChange.Check(put.Cloud, existing, put.Body);
    }

    private static void Fit(string name, List<string> prefixes, List<IPNetwork> spaces,
        List<(string Name, IPNetwork Range)> others, string network)
    {
        if (prefixes.Count == 0)
            throw new ArmException(400, "InvalidRequestFormat", $"Subnet '{name}' needs an address prefix.",
                "properties.addressPrefix");
        foreach (var prefix in prefixes)
        {
            var range = Parse(prefix, "properties.addressPrefix");
            if (!spaces.Any(space => space.PrefixLength <= range.PrefixLength && space.Contains(range.BaseAddress)))
                throw new ArmException(400, "NetcfgInvalidSubnet",
                    $"Subnet '{name}' is not valid in virtual network '{network}': its range '{prefix}' is outside of the "
                        + "address space.", "properties.addressPrefix");
            if (others.FirstOrDefault(other => other.Range.Contains(range.BaseAddress)
                || range.Contains(other.Range.BaseAddress)) is { Name: { } clash })
                throw new ArmException(400, "NetcfgSubnetRangesOverlap",
                    $"Subnet '{name}' is not valid because its IP address range overlaps with that of an existing subnet in "
                        + $"virtual network '{network}': '{clash}'.", "properties.addressPrefix");
            if (range.PrefixLength > 29)
                throw new ArmException(400, "NetcfgInvalidSubnet", $"Subnet '{name}' is too small: Azure needs at least a /29.",
                    "properties.addressPrefix");
            others.Add((name, range));
        }
    }

    private static JsonObject Completed(ResourceId network, JsonObject subnet)
    {
        var result = subnet.DeepClone().AsObject();
        result["id"] = network.Child("subnets", subnet.Text("name")!).Value;
        result.Set("properties.provisioningState", "Succeeded");
        return result;
    }

    /// <summary>Whether a PUT of the network removes a subnet: it was declared inline before and is not any more.</summary>
    private static bool IsDropped(PutContext put, StoredResource subnet, HashSet<string?> kept) =>
        !kept.Contains(subnet.Name)
        && (put.Existing?.Body.At("properties.subnets") as JsonArray ?? []).OfType<JsonObject>()
            .Any(old => subnet.Name.Equals(old.Text("name"), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<StoredResource> Subnets(CloudContext cloud, ResourceId network) =>
        cloud.Store.Children(network.Value).Where(child => child.Type == Subnet);

    private static IPNetwork Parse(string prefix, string path) =>
        IPNetwork.TryParse(prefix, out var range) && range.BaseAddress.Equals(IPAddress.Parse(prefix.Split('/')[0]))
        ? range
        : throw new ArmException(400, "InvalidCIDRNotation",
            $"The address prefix {prefix} has an invalid CIDR notation. For the given prefix length, the address prefix should "
                + "begin with the network's base address.", path);
}
