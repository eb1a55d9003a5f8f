using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Stops and starts clusters. Nothing runs on them here: it is what they say of themselves.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="operations">What goes on.</param>
/// <param name="links">Where to ask for it.</param>
internal sealed class ClusterActions(CloudContext cloud, OperationTracker operations, OperationRoutes links) : IArmActions
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        if (request.Target.Type != ManagedClusterResource.TypeName) return false;
        var (power, state) = request.Target.Action.ToLowerInvariant() switch
        {
            "start" => ("Running", "Starting"), "stop" => ("Stopped", "Stopping"), _ => (null, ""),
        };
        if (power is null) return false;
        operations.RefuseIfBusy(request.Id);
        Switch(request.Id, power);
        request.Rest.Changed = true;
        links.WriteLocation(request, operations.Start(request.Rest, request.Id, state, links.NewName(request.Id)));
        await request.Rest.AnswerAsync(202);
        return true;
    }

    private void Switch(ResourceId id, string power)
    {
        lock (cloud.Store.Gate)
        {
            var cluster = cloud.Find(id.Value) ?? throw ArmErrors.ResourceNotFound(id);
            RequestChecks.CheckLocks(cloud, id, isDelete: false);
            var computed = cluster.Computed.DeepClone().AsObject();
            computed.Set(ManagedClusterResource.Power, power);
            cloud.Store.Commit([new StoreChange(cluster.Key, cluster with { Computed = computed, ChangedOn = cloud.Now })]);
        }
    }
}
