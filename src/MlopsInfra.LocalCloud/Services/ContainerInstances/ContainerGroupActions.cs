using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>Starts, stops and restarts container groups.</summary>
internal sealed class ContainerGroupActions(IResourceManager resources, ContainerGroups groups, OperationTracker operations,
    OperationRoutes links)
    : IArmActions
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        if (request.Target.Type != ContainerGroupResource.TypeName) return false;
        var action = request.Target.Action.ToLowerInvariant();
        if (action is not ("start" or "stop" or "restart")) return false;
        _ = resources.Find(request.Id) ?? throw ArmErrors.ResourceNotFound(request.Id);
        operations.RefuseIfBusy(request.Id);
        if (action == "stop") await groups.StopAsync(request.Id.Value);
        else if (action == "restart" || !IsUp(request.Id.Value)) await groups.RestartAsync(request.Id.Value);
        request.Rest.Changed = true;
        if (action != "start")
        {
            await request.Rest.AnswerAsync(204);
            return true;
        }

        links.WriteLocation(request, operations.Start(request.Rest, request.Id, "Starting", links.NewName(request.Id)));
        await request.Rest.AnswerAsync(202);
        return true;
    }

    private bool IsUp(string id) => groups.Find(id)?.State is "Running" or "Pending";
}
