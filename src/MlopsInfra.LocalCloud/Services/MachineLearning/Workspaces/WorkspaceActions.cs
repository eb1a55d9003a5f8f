using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>The POST actions of workspaces that go on after their answer.</summary>
internal sealed class WorkspaceActions(CloudContext cloud, OperationTracker operations, OperationRoutes links) : IArmActions
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request, JsonNode? body)
    {
        if (request.Id.Type != WorkspaceResource.TypeName) return false;
        Func<StoredResource, JsonObject>? action = request.Target.Action.ToLowerInvariant() switch
        {
            "diagnose" => workspace => WorkspaceDiagnosis.Of(cloud, workspace),
            // Keys are read when somebody asks for them: none is ever out of step.
            "resynckeys" => _ => [],
            "preparenotebook" => workspace => new JsonObject
            {
                ["fqdn"] = workspace.Computed.Text("properties.notebookInfo.fqdn"),
                ["resourceId"] = workspace.Computed.Text("properties.notebookInfo.resourceId"),
            },
            "provisionmanagednetwork" => workspace => Provision(workspace, (body as JsonObject)?.Flag("includeSpark") == true),
            _ => null,
        };
        if (action is null) return false;
        RequestChecks.CheckLocks(cloud, request.Id, isDelete: false);
        var stored = cloud.Find(request.Id.Value) ?? throw ArmErrors.ResourceNotFound(request.Id);
        var result = request.Rest.OperationFault is null ? action(stored) : [];
        links.WriteLocation(request, operations.Start(request.Rest, request.Id, "Updating", links.NewName(request.Id), result));
        await request.Rest.AnswerAsync(202);
        return true;
    }

    // "Workspace managed virtual network isolation", manually provision a managed virtual network. A workspace without one has
    // nothing to provision; how the service words that is in no public report.
    private JsonObject Provision(StoredResource workspace, bool spark)
    {
        if (!ManagedNetwork.IsOn(workspace.Body.Text(ManagedNetwork.IsolationMode)))
            throw MachineLearningErrors.User(
                $"The workspace '{workspace.Name}' has no managed network that could be provisioned: its isolation mode is "
                    + "Disabled.");
        var status = new JsonObject { ["status"] = "Active", ["sparkReady"] = spark };
        lock (cloud.Store.Gate)
        {
            var now = cloud.Find(workspace.Key) ?? throw ArmErrors.ResourceNotFound(ResourceId.Parse(workspace.Key));
            var computed = now.Computed.DeepClone().AsObject();
            computed.Set(ManagedNetwork.Status, status.DeepClone());
            cloud.Store.Commit([new StoreChange(now.Key, now with { Computed = computed })]);
        }

        return status;
    }
}
