using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network;

/// <summary>Private DNS zones and their links to networks.</summary>
internal sealed class PrivateDnsZoneResource(ResourceType type) : AzureResource(type)
{
    private const string Zone = "Microsoft.Network/privateDnsZones";
    private const string Link = $"{Zone}/virtualNetworkLinks";

    public override void CheckPut(PutContext put)
    {
        if (put.Body.Text("location") is { } location && !location.Equals("global", StringComparison.OrdinalIgnoreCase))
            throw new ArmException(400, "LocationNotAvailableForResourceType",
                $"The provided location '{location}' is not available for resource type '{put.Id.Type}'. List of available "
                    + "regions for the resource type is 'global'.", "location");
        if (put.Id.Type != Link) return;
        var network = put.Body.Text("properties.virtualNetwork.id");
        var clash = put.Cloud.Store.OfType(Link)
            .FirstOrDefault(other => !other.Key.Equals(put.Id.Value, StringComparison.OrdinalIgnoreCase)
            && ResourceId.Parse(other.Key).Parent!.Name.Equals(put.Id.Parent!.Name, StringComparison.OrdinalIgnoreCase)
            && string.Equals(other.Body.Text("properties.virtualNetwork.id"), network, StringComparison.OrdinalIgnoreCase));
        if (clash is not null)
            throw new ArmException(409, "Conflict",
                "A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual "
                    + $"network with '{put.Id.Parent!.Name}', which is linked by '{clash.Key}'.", put.Id.Value);
        if (put.Body.Flag("properties.registrationEnabled") != true) return;
        var registration = put.Cloud.Store.OfType(Link)
            .FirstOrDefault(other => !other.Key.Equals(put.Id.Value, StringComparison.OrdinalIgnoreCase)
            && other.Body.Flag("properties.registrationEnabled") == true
            && string.Equals(other.Body.Text("properties.virtualNetwork.id"), network, StringComparison.OrdinalIgnoreCase));
        if (registration is not null)
            throw new ArmException(409, "Conflict",
                $"A virtual network registers in one private DNS zone only: '{network}' does so in that of '{registration.Key}' "
                    + "already.", put.Id.Value);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        if (put.Id.Type == Link) computed.Set("properties.virtualNetworkLinkState", "Completed");
        else computed.Set("properties.maxNumberOfVirtualNetworkLinks", 1000);
    }

    public override void CheckDelete(DeleteContext delete)
    {
        if (delete.Id.Type != Zone) return;
        if (delete.Cloud.Store.Children(delete.Existing.Key).FirstOrDefault(child => child.Type == Link) is { } link)
            throw new ArmException(409, "CannotDeleteResource",
                $"Cannot delete resource while nested resources exist. Some existing nested resource IDs include: '{link.Key}'. "
                    + "Please delete all nested resources before deleting this resource.", delete.Id.Value);
    }
}
