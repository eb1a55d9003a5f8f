using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Contract;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>GET, PUT, PATCH and DELETE of a resource.</summary>
internal sealed class ResourceRoutes(
    AzureTypes azure, IResourceManager resources, OperationTracker operations, OperationRoutes links, ResourceView view,
    RestBehaviors behaviors)
{
    public async Task GetAsync(ArmRequest request)
    {
        var stored = resources.Find(request.Id) ?? throw NotFound(request.Id);
        stored = await behaviors.Of(request.Id.Type).BeforeGetAsync(request, stored);
        WriteEtag(request, stored);
        await request.Rest.AnswerAsync(200, view.Show(request.Rest, request.Id, stored));
    }

    public Task HeadAsync(ArmRequest request) => request.Rest.AnswerAsync(resources.Find(request.Id) is null ? 404 : 204);

    public async Task PutAsync(ArmRequest request)
    {
        var body = await request.Rest.ReadObjectAsync();
        RefuseForeignId(request.Id, body);
        // The generic client of the Azure SDK for .NET always writes a location, as null where there is none.
        if (body.TryGetPropertyValue("location", out var location) && location is null) body.Remove("location");
        operations.RefuseIfBusy(request.Id);
        var existing = resources.Find(request.Id);
        if (request.Rest.Header("If-None-Match") == "*" && existing is not null)
        {
            throw new ArmException(412, "PreconditionFailed", $"The resource '{request.Id.Name}' already exists.");
        }

        var behavior = behaviors.Of(request.Id.Type);
        var id = behavior.WrittenId(request.Id, body);
        var result = await resources.PutAsync(id, body, request.Options, request.Rest.Http.RequestAborted);
        behavior.AfterPut(request, id, body, result);
        request.Rest.Changed = result.Changed;
        WriteEtag(request, result.Resource);
        await AnswerPutAsync(request, id, result, existing);
    }

    public async Task PatchAsync(ArmRequest request)
    {
        var patch = await request.Rest.ReadObjectAsync();
        operations.RefuseIfBusy(request.Id);
        var stored = await resources.PatchAsync(request.Id, patch, request.Options, request.Rest.Http.RequestAborted);
        request.Rest.Changed = true;
        WriteEtag(request, stored);
        var status = StatusTable.Of(request.Id.Type, "PATCH").Choose(200, 201, 202);
        if (status == 202)
        {
            var operation = operations.Start(request.Rest, request.Id, "Updating", links.NewName(request.Id));
            links.WriteAsyncOperation(request, operation, azure.Of(request.Id.Type).LongRunning ?? LongRunningStyle.Common);
        }

        await request.Rest.AnswerAsync(status, view.Show(request.Rest, request.Id, stored));
    }

    public async Task DeleteAsync(ArmRequest request)
    {
        operations.RefuseIfBusy(request.Id);
        var statuses = StatusTable.Of(request.Id.Type, "DELETE");
        var shown = resources.Find(request.Id) is { } existing ? view.Show(request.Rest, request.Id, existing) : null;
        if (request.Rest.OperationFault is null)
        {
            var deleted = await resources.DeleteAsync(request.Id, request.Options, request.Rest.Http.RequestAborted);
            request.Rest.Changed = deleted;
            if (!deleted)
            {
                RequireGroup(request.Id);
                // What Azure has no answer for is an error as any other.
                if (!statuses.Include(204)) throw NotFound(request.Id);
                await request.Rest.AnswerAsync(204);
                return;
            }
        }

        var isRunning = request.Rest.OperationFault is not null || azure.Of(request.Target.Type).LongRunningDelete is not null;
        var status = isRunning ? statuses.Choose(202, 200, 204) : statuses.Choose(200, 204, 202);
        if (status == 202)
            links.WriteLocation(request, operations.Start(request.Rest, request.Id, "Deleting", links.NewName(request.Id)));
        await request.Rest.AnswerAsync(status, statuses.HasBody(status) ? shown : null);
    }

    private async Task AnswerPutAsync(ArmRequest request, ResourceId id, PutResult result, JsonObject? before)
    {
        var statuses = StatusTable.Of(id.Type, "PUT");
        var (style, behavior) = (azure.Of(id.Type).LongRunning, behaviors.Of(id.Type));
        var work = behavior.WorkOf(id);
        var isDone = !result.Changed && request.Rest.OperationFault is null && operations.Latest(id)?.Error is null
            && work is null;
        if (style is null || isDone)
        {
            if (result.Created) behavior.WriteHeaders(request, isRunning: false);
            var status = result.Created ? statuses.Choose(201, 200, 202) : statuses.Choose(200, 201, 202);
            await request.Rest.AnswerAsync(status, view.Show(request.Rest, id, result.Resource));
            return;
        }

        var operation = operations.Start(request.Rest, id, behavior.StateOf(id, result.Created), links.NewName(id), work: work);
        if (!style.PutAnswersBody)
        {
            links.WriteLocation(request, operation);
            await request.Rest.AnswerAsync(202);
            return;
        }

        links.WriteAsyncOperation(request, operation, style);
        behavior.WriteHeaders(request, isRunning: true);
        var shown = view.ShowStarted(request.Rest, id, result.Resource, operation);
        await request.Rest.AnswerAsync(statuses.Choose(behavior.StatusOf(id, result.Created), 200, 201, 202),
            behavior.PutAnswer(id, shown, before));
    }

    private static void RefuseForeignId(ResourceId id, JsonObject body)
    {
        if (body["id"] is not JsonValue value || !value.TryGetValue(out string? given)) return;
        if (given.TrimEnd('/').Equals(id.Value, StringComparison.OrdinalIgnoreCase)) return;
        throw new ArmException(400, "InvalidRequestContent",
            $"The id in the body, '{given}', is not the one of the request, '{id}'.", "id");
    }

    private static void WriteEtag(ArmRequest request, JsonObject resource)
    {
        if (resource["etag"] is JsonValue etag && etag.TryGetValue(out string? value))
            request.Rest.Http.Response.Headers.ETag = HeaderText.Of(value);
    }

    private ArmException NotFound(ResourceId id)
    {
        if (behaviors.Of(id.Type).NotFound(id) is { } error) return error;
        RequireGroup(id);
        return ArmErrors.ResourceNotFound(id);
    }

    private void RequireGroup(ResourceId id)
    {
        if (id.ResourceGroupName is { } group && id.Type != ResourceType.ResourceGroup
            && resources.Find(ResourceId.ForGroup(id.SubscriptionId!, group)) is null)
            throw ArmErrors.GroupNotFound(group);
    }
}
