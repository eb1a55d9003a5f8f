using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>Azure Resource Manager: who asks, in which API version, and which route answers.</summary>
internal sealed class ResourceManagerPlane(
    CloudContext cloud, LocalTokenIssuer tokens, ProviderRoutes providers, OperationRoutes operations,
    ListRoutes lists, ResourceRoutes resources, ActionRoutes actions, IEnumerable<IArmRoutes> routes,
    IEnumerable<IPathRoutes> paths, ActivityLog activity)
{
    public async Task HandleAsync(RestRequest request)
    {
        WriteHeaders(request);
        request.CollapsePath();
        UnservedRequests.Refuse(request);
        request.ReadsLoopbackNames = true;
        var principal = BearerAuthentication.Require(request.Http, tokens, Audiences.ResourceManager);
        var version = RequestChecks.RequireApiVersion(request.Query("api-version"));
        var segments = request.Info.Path.Trim('/').Split('/');
        if (providers.Find(request.Method, segments, principal) is { } answer)
        {
            await request.AnswerAsync(200, answer);
            return;
        }

        if (await operations.TryHandleAsync(request, segments)) return;
        var path = new PathRequest(request, segments, version, principal);
        foreach (var service in paths)
        {
            if (await service.TryHandleAsync(path)) return;
        }

        var target = ArmTarget.Parse(request.Method, request.Info.Path)
            ?? throw new ArmException(404, "InvalidResourceId",
                $"The path '{request.Info.Path}' is no resource id, list or action.");
        var arm = new ArmRequest(request, target, version, principal);
        try
        {
            await AnswerAsync(arm);
        }
        catch (ArmException refusal)
        {
            activity.Add(arm, refusal);
            throw;
        }

        activity.Add(arm, null);
    }

    private async Task AnswerAsync(ArmRequest arm)
    {
        foreach (var service in routes)
        {
            if (await service.TryHandleAsync(arm)) return;
        }

        if (arm.Target.Id?.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireType(cloud, arm.Target.Type, arm.ApiVersion);
        RequireAccess(arm);
        await RouteAsync(arm);
    }

    // Before anything is read of the body: who has no right is told that, whatever else is wrong.
    private void RequireAccess(ArmRequest request)
    {
        if (request.Target.Id is not { } id) return;
        var action = request switch
        {
            { Rest.Method: "GET" or "HEAD" } => $"{request.Target.Type}/read",
            { Target.Kind: TargetKind.Action } => $"{request.Target.Type}/{request.Target.Action}/action",
            { Rest.Method: "PUT" or "PATCH" } => $"{request.Target.Type}/write",
            { Rest.Method: "DELETE" } => $"{request.Target.Type}/delete",
            _ => null,
        };
        if (action is not null) RequestChecks.RequireRight(cloud.Access, request.Principal, id, action);
    }

    private Task RouteAsync(ArmRequest request) => (request.Rest.Method, request.Target.Kind) switch
    {
        ("GET", TargetKind.Collection) => lists.HandleAsync(request),
        ("POST", TargetKind.Action) => actions.HandleAsync(request),
        ("GET", TargetKind.Resource) => resources.GetAsync(request),
        ("HEAD", TargetKind.Resource) => resources.HeadAsync(request),
        ("PUT", TargetKind.Resource) => resources.PutAsync(request),
        ("PATCH", TargetKind.Resource) => resources.PatchAsync(request),
        ("DELETE", TargetKind.Resource) => resources.DeleteAsync(request),
        _ => throw new ArmException(405, "MethodNotAllowed",
            $"{request.Rest.Method} is not allowed on '{request.Rest.Info.Path}'."),
    };

    private static void WriteHeaders(RestRequest request)
    {
        var headers = request.Http.Response.Headers;
        var id = Guid.NewGuid().ToString();
        headers["x-ms-request-id"] = id;
        headers["x-ms-correlation-request-id"] = request.Header("x-ms-correlation-request-id") ?? id;
        headers["x-ms-routing-request-id"] = $"LOCAL:{DateTime.UtcNow:yyyyMMddTHHmmssZ}:{id}";
        var remaining = HttpMethods.IsGet(request.Method) ? "reads" : "writes";
        headers[$"x-ms-ratelimit-remaining-subscription-{remaining}"] = "11999";
        if (request.Header("x-ms-return-client-request-id") == "true" && request.Header("x-ms-client-request-id") is { } client)
        {
            headers["x-ms-client-request-id"] = client;
        }
    }
}
