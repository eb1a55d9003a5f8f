using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Computes;

/// <summary>The POST actions of computes: instances start and stop, clusters list their nodes.</summary>
internal sealed class ComputeActions(CloudContext cloud, OperationTracker operations, OperationRoutes links) : IArmActions
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        if (request.Id.Type != ComputeResource.TypeName) return false;
        switch (request.Target.Action.ToLowerInvariant())
        {
            case "start":
                await MoveAsync(request, "Start");
                return true;
            case "stop":
                await MoveAsync(request, "Stop");
                return true;
            case "restart":
                await MoveAsync(request, "Restart");
                return true;
            case "listnodes":
                await request.Rest.AnswerAsync(200, Nodes(request));
                return true;
            // In previews of the API.
            case "enablesso":
                await SetAsync(request, body, "enableSSO", "enableSSO");
                return true;
            case "updateidleshutdownsetting":
                await SetAsync(request, body, "idleTimeBeforeShutdown", "idleTimeBeforeShutdown");
                return true;
            default:
                return false;
        }
    }

    private async Task MoveAsync(ArmRequest request, string operation)
    {
        RequestChecks.CheckLocks(cloud, request.Id, isDelete: false);
        operations.RefuseIfBusy(request.Id);
        if (request.Rest.OperationFault is null) ComputeInstance.Move(cloud, request.Id, operation);
        request.Rest.Changed = true;
        links.WriteLocation(request,
            operations.Start(request.Rest, request.Id, "Updating", links.NewName(request.Id), new JsonObject()));
        await request.Rest.AnswerAsync(202);
    }

    private async Task SetAsync(ArmRequest request, JsonNode? body, string member, string setting)
    {
        RequestChecks.CheckLocks(cloud, request.Id, isDelete: false);
        if ((body as JsonObject)?.At(member) is not JsonValue value)
            throw new ArmException(400, "BadRequest", $"The body has no '{member}'.", member);
        ComputeInstance.Set(cloud, request.Id, setting, value.DeepClone());
        request.Rest.Changed = true;
        await request.Rest.AnswerAsync(200);
    }

    // The nodes that a cluster always has. Those that jobs bring up are gone with them.
    private JsonObject Nodes(ArmRequest request)
    {
        var compute = cloud.Find(request.Id.Value) ?? throw ArmErrors.ResourceNotFound(request.Id);
        if (!ComputeInstance.Has(compute.Body, "AmlCompute"))
            throw new ArmException(400, "BadRequest",
                $"The compute '{request.Id.Name}' is of type {compute.Body.Text("properties.computeType")}: only clusters of "
                    + "type AmlCompute list their nodes.");
        var count = (int)(compute.Computed.Number("properties.properties.currentNodeCount") ?? 0);
        return new JsonObject
        {
            ["nodes"] = new JsonArray([.. Enumerable.Range(4, count).Select(host => (JsonNode)new JsonObject
            {
                ["nodeId"] = "tvmps_" + MadeUpIds.Hex(64, "node", request.Id.Value, $"{host}") + "_d",
                ["nodeState"] = "idle",
                ["port"] = 50000 + host - 4,
                ["privateIpAddress"] = $"10.0.0.{host}",
                ["publicIpAddress"] = null,
                ["runId"] = null,
            })]),
            ["nextLink"] = null,
        };
    }
}
