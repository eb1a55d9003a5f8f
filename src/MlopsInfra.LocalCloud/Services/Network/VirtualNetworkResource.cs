using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Virtual networks, with the subnets that are declared in them; one write at a time.</summary>
internal sealed class VirtualNetworkResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/virtualNetworks";

    /// <summary>Its subnets, wherever they were declared.</summary>
    public static InlineChildren Inline { get; } = new(SubnetResource.TypeName, "properties.subnets");

    public override NamingRule Naming { get; init; } = NetworkNames.Of(2, 64);

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(9);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    // What uses these is the subnet: it is a resource of its own, wherever it was declared.
    public override IReadOnlyList<Reference> References { get; init; } =
    [
        new("properties.subnets[].properties.networkSecurityGroup.id", Arm.References.Network,
            NetworkSecurityGroupResource.TypeName) { InSameRegion = true },
        new("properties.subnets[].properties.natGateway.id", Arm.References.Network, NatGatewayResource.TypeName) {
            InSameRegion = true },
        new("properties.subnets[].properties.routeTable.id", Arm.References.Network, RouteTableResource.TypeName) {
            InSameRegion = true },
    ];

    public override string? SerializedBy(ResourceId id) => Writes(id);

    public override ArmException Busy(ResourceId id) => Busy(id, id);

    public override void CheckPut(PutContext put)
    {
        var spaces = Spaces(put.Body);
        if (spaces.Count == 0)
            throw new ArmException(400, "InvalidRequestFormat", "The address space of a virtual network is required.",
                "properties.addressSpace");
        var ranges = new List<(string Name, IPNetwork Range)>();
        var twice = Declared(put.Body).GroupBy(subnet => subnet.Text("name"), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new ArmException(400, "DuplicateResourceName",
                $"Resource {put.Id} has two child resources with the same name ({twice.Key}).", "properties.subnets");
        foreach (var subnet in Declared(put.Body))
        {
            var name = subnet.Text("name")
                ?? throw new ArmException(400, "InvalidRequestFormat", "Every subnet needs a name.", "properties.subnets");
            AddressRanges.Fit(name, SubnetChange.Prefixes(subnet), spaces, ranges, put.Id.Name);
            if (put.Cloud.Find(put.Id.Child("subnets", name).Value) is { } existing)
                SubnetChange.Check(put.Cloud, existing, subnet);
        }

        // Subnets that are resources of their own stay, and have to fit as well.
        var declared = NamesIn(put.Body);
        var dropped = Inline.Dropped(put).ToList();
        foreach (var other in Subnets(put.Cloud, put.Id).Where(other => !declared.Contains(other.Name)).Except(dropped))
            AddressRanges.Fit(other.Name, SubnetChange.Prefixes(other.Body), spaces, ranges, put.Id.Name);
        foreach (var subnet in dropped) SubnetResource.CheckUnused(put.Cloud, subnet);
    }

    public override void Complete(PutContext put, JsonObject computed) =>
        computed.Set("properties.resourceGuid", MadeUpIds.From("network", put.Id.Value));

    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) => Inline.Writes(put);

    public override void Show(ShowContext show) => Inline.Show(show);

    public override void CheckDelete(DeleteContext delete)
    {
        foreach (var subnet in Subnets(delete.Cloud, delete.Id)) SubnetResource.CheckUnused(delete.Cloud, subnet);
    }

    /// <summary>What serializes the writes of a network and of all that is in it.</summary>
    /// <param name="network">The network.</param>
    public static string Writes(ResourceId network) => $"network {network}";

    /// <summary>The refusal of a second write at once.</summary>
    /// <param name="id">What is to be written.</param>
    /// <param name="network">Its network.</param>
    public static ArmException Busy(ResourceId id, ResourceId network) => new(409, "AnotherOperationInProgress",
        "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri of the "
            + $"resource {network}.", id.Value);

    /// <summary>The address space of a network.</summary>
    /// <param name="network">Its body.</param>
    public static List<IPNetwork> Spaces(JsonObject network) =>
        [.. network.Texts("properties.addressSpace.addressPrefixes[]")
            .Select(found => AddressRanges.Parse(found.Value, found.Path))];

    /// <summary>The subnets that a network has.</summary>
    public static IEnumerable<StoredResource> Subnets(CloudContext cloud, ResourceId network) =>
        cloud.Store.Children(network.Value).Where(child => child.Type == SubnetResource.TypeName);

    private static HashSet<string?> NamesIn(JsonObject network) =>
        Declared(network).Select(subnet => subnet.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<JsonObject> Declared(JsonObject network) => network.Objects("properties.subnets");
}
