using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Private DNS zones.</summary>
internal sealed class PrivateDnsZoneResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Network/privateDnsZones";

    public override NamingRule Naming { get; init; } = new(
        @"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,33}", 1, 253, "InvalidZoneName",
        "The DNS zone name '{0}' is invalid. It must have 2 to 34 labels of 1 to 63 characters.");

    public override LocationRule Location { get; init; } = LocationRule.MayBeGlobal;

    public override TypicalDuration Duration { get; init; } = TypicalDuration.Estimated(35);

    public override LongRunningStyle? LongRunning { get; init; } = LongRunningStyle.Common;

    public override bool HasDiagnosticSettings { get; init; }

    public override void CheckPut(PutContext put) => CheckGlobal(put);

    // "Azure DNS limits", private zones.
    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.maxNumberOfRecordSets", 25000);
        computed.Set("properties.maxNumberOfVirtualNetworkLinks", 1000);
        computed.Set("properties.maxNumberOfVirtualNetworkLinksWithRegistration", 100);
    }

    /// <summary>Each zone has the record that says where it begins.</summary>
    public override IEnumerable<StoreChange> AlsoWrites(PutContext put, StoredResource written) =>
        put.IsNew ? [RecordSetResource.StartOfAuthority(put)] : [];

    /// <summary>Shows how much is in it.</summary>
    public override void Show(ShowContext show)
    {
        var children = show.Cloud.Store.Children(show.Stored.Key).ToList();
        var links = children.Where(child => child.Type == VirtualNetworkLinkResource.TypeName).ToList();
        show.Shown.Set("properties.numberOfRecordSets", children.Count - links.Count);
        show.Shown.Set("properties.numberOfVirtualNetworkLinks", links.Count);
        show.Shown.Set("properties.numberOfVirtualNetworkLinksWithRegistration",
            links.Count(link => link.Body.Flag("properties.registrationEnabled") == true));
    }

    public override void CheckDelete(DeleteContext delete)
    {
        var link = delete.Cloud.Store.Children(delete.Existing.Key)
            .FirstOrDefault(child => child.Type == VirtualNetworkLinkResource.TypeName);
        if (link is null) return;
        throw new ArmException(409, "CannotDeleteResource",
            $"Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '{link.Key}'. "
                + "Please delete all nested resources before deleting this resource.", delete.Id.Value);
    }

    /// <summary>Refuses a region: zones and their links are in none.</summary>
    /// <param name="put">The PUT.</param>
    public static void CheckGlobal(PutContext put)
    {
        if (put.Body.Text("location") is not { } location || put.Location == Regions.Global) return;
        throw new ArmException(400, "LocationNotAvailableForResourceType",
            $"The provided location '{location}' is not available for resource type '{put.Id.Type}'. List of available regions "
                + "for the resource type is 'global'.", "location");
    }
}
