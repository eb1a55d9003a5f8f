using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Turns what is stored into what a GET shows: the service's own properties, and the state of a running operation.
/// </summary>
internal sealed class ResourceView(OperationTracker operations, RestBehaviors behaviors, AzureTypes types)
{
    public JsonObject Show(RestRequest request, ResourceId id, JsonObject stored)
    {
        var shown = ShowStored(request, id, stored);
        if (operations.Latest(id) is { } operation) Overlay(shown, operation);
        return shown;
    }

    /// <summary>The resource as the PUT that started an operation answers it: not done yet, whatever polls will say.</summary>
    public JsonObject ShowStarted(RestRequest request, ResourceId id, JsonObject stored, LongRunningOperation operation)
    {
        var shown = ShowStored(request, id, stored);
        OverlayState(shown, operation.State);
        return shown;
    }

    private JsonObject ShowStored(RestRequest request, ResourceId id, JsonObject stored)
    {
        var shown = stored.DeepClone().AsObject();
        LoopbackAddresses.Show(request.Http.Request, shown, types.Of(id.Type).ComputedAddresses);
        behaviors.Of(id.Type).Show(request, id, shown);
        return shown;
    }

    private static void Overlay(JsonObject shown, LongRunningOperation operation)
    {
        if (operation.IsRunning) OverlayState(shown, operation.State);
        else if (operation.Error is not null) OverlayState(shown, "Failed");
    }

    private static void OverlayState(JsonObject shown, string state)
    {
        if (shown["properties"] is not JsonObject properties) return;
        properties["provisioningState"] = state;
        // Nobody can be told where a new endpoint is before it is there; one that is changed stays where it is.
        if (state != "Updating" && properties.ContainsKey("scoringUri")) properties["scoringUri"] = null;
    }
}
