using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>The status and result URLs of long-running operations.</summary>
internal sealed class OperationRoutes(
    OperationTracker operations, AzureTypes types, IResourceManager resources, LocalCloudServerOptions options)
{
    private const string ResultSegment = "operationresults";

    /// <summary>Answers a poll; false if the path is no operation's.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request, string[] segments)
    {
        if (request.Method != "GET" || segments is not [_, _, "providers", _, "locations", _, var kind, var name]) return false;
        // The one thing in a region that is no operation.
        if (kind.Equals("deletedVaults", StringComparison.OrdinalIgnoreCase)) return false;
        var operation = operations.Find(name)
            ?? throw new ArmException(404, "OperationNotFound", $"The operation '{name}' could not be found.");
        var running = operation.PollRunning();
        WriteRetryAfter(request);
        if (!kind.Equals(ResultSegment, StringComparison.OrdinalIgnoreCase))
            await request.AnswerAsync(200, operation.ToStatus(request.Info.Path, running));
        else if (running) await AnswerRunningAsync(request);
        else await AnswerResultAsync(request, operation);
        return true;
    }

    /// <summary>A new operation's name.</summary>
    public string NewName(ResourceId id) => types.Of(id.Type).NewOperationName(id, resources);

    public void WriteAsyncOperation(ArmRequest request, LongRunningOperation operation, LongRunningStyle style)
    {
        var headers = request.Rest.Http.Response.Headers;
        headers["Azure-AsyncOperation"] = request.Link(Path(operation, style.StatusSegment));
        WriteRetryAfter(request.Rest);
    }

    public void WriteLocation(ArmRequest request, LongRunningOperation operation)
    {
        request.Rest.Http.Response.Headers.Location = request.Link(Path(operation, ResultSegment));
        WriteRetryAfter(request.Rest);
    }

    private string Path(LongRunningOperation operation, string segment)
    {
        var id = operation.Resource;
        return $"/subscriptions/{id.SubscriptionId}/providers/{id.Type.Namespace}/locations/{Region(id)}/{segment}"
            + $"/{operation.Name}";
    }

    private string Region(ResourceId id)
    {
        for (var current = id; current is not null; current = current.Parent)
        {
            if (resources.Find(current)?["location"] is JsonValue value && value.TryGetValue(out string? location))
            {
                return Regions.Normalize(location);
            }
        }

        return "global";
    }

    private static Task AnswerRunningAsync(RestRequest request)
    {
        request.Http.Response.Headers.Location = request.Absolute(request.Info.Path + request.Info.Query);
        return request.AnswerAsync(202);
    }

    private async Task AnswerResultAsync(RestRequest request, LongRunningOperation operation)
    {
        if (operation.Error is { } error) throw new ArmException(409, error.Code, error.Message);
        if (operation.Result is { } result) await request.AnswerAsync(200, result.DeepClone());
        else if (resources.Find(operation.Resource) is JsonObject resource && operation.State != "Deleting")
            await request.AnswerAsync(200, resource);
        // Of groups the end of a deletion is told by 200.
        else await request.AnswerAsync(
            operation.State == "Deleting" && operation.Resource.Type != ResourceType.ResourceGroup ? 204 : 200);
    }

    private void WriteRetryAfter(RestRequest request)
    {
        if (options.RetryAfter is not { } wait) return;
        request.Http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
