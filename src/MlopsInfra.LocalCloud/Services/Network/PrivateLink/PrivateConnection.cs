using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network.PrivateLink;

/// <summary>A connection of a private endpoint to a resource.</summary>
/// <param name="Endpoint">The endpoint, which keeps it.</param>
/// <param name="List">Where it stands there.</param>
/// <param name="Kept">What stands there.</param>
/// <param name="Target">The resource.</param>
internal sealed record PrivateConnection(StoredResource Endpoint, string List, JsonObject Kept, StoredResource Target)
{
    private const string State = "properties.privateLinkServiceConnectionState";

    /// <summary>Where its status stands.</summary>
    public const string Status = $"{State}.status";

    /// <summary>Its name below the resource.</summary>
    public string Name => $"{Endpoint.Name}.{MadeUpIds.From("connection", Endpoint.Key, Target.Key)}";

    /// <summary>What the resource shows of it.</summary>
    public JsonObject Shown => new()
    {
        ["id"] = $"{Target.Key}/{PrivateConnections.Member}/{Name}",
        ["name"] = Name,
        ["type"] = $"{Target.Type}/{PrivateConnections.Member}",
        ["properties"] = new JsonObject
        {
            ["privateEndpoint"] = new JsonObject { ["id"] = Endpoint.Key },
            ["privateLinkServiceConnectionState"] = Kept.At(State)?.DeepClone(),
            ["provisioningState"] = "Succeeded",
        },
    };

    /// <summary>The endpoint with the connection in another state.</summary>
    /// <param name="status">Approved, Rejected or Disconnected.</param>
    /// <param name="description">Why.</param>
    public StoreChange With(string status, string? description)
    {
        var computed = Endpoint.Computed.DeepClone().AsObject();
        var index = Endpoint.Computed.Objects(List).ToList().IndexOf(Kept);
        computed.Objects(List).ElementAt(index).Set(State, new JsonObject
        {
            ["status"] = status, ["description"] = description ?? "", ["actionsRequired"] = "None",
        });
        return new StoreChange(Endpoint.Key, Endpoint with { Computed = computed });
    }
}
