using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>
/// The hosts of the query services: <c>/v1/workspaces/{customerId}/query</c>, <c>/v1/apps/{appId}/query</c> and
/// <c>/v1/{resource id}/query</c>, and <c>/v1/$batch</c>. On loopback the path says which requests are meant.
/// </summary>
/// <param name="components">Components and workspaces.</param>
/// <param name="rights">Who may query.</param>
/// <param name="handler">Answers.</param>
/// <param name="batch">Answers several queries at once.</param>
internal sealed class QueryPlane(
    TelemetryComponents components, QueryRights rights, QueryHandler handler, QueryBatch batch) : IDataPlane
{
    private const string Version = "/v1/";
    private const string Query = "/query";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var (host, path) = (request.Info.Host, request.Info.Path);
        if (!AzureHosts.IsLogQuery(host) && !AzureHosts.IsLoopback(host)) return false;
        // Clients put an id, which begins with a slash, behind one.
        var target = path.StartsWith(Version, StringComparison.Ordinal) && path.EndsWith(Query, StringComparison.Ordinal)
            && path.Length > Version.Length + Query.Length ? path[Version.Length..^Query.Length].TrimStart('/') : null;
        var isBatch = path == QueryBatch.Path && request.Method == "POST";
        if (target is null && !isBatch && AzureHosts.IsLoopback(host)) return false;
        if (!isBatch && (target is null || request.Method is not ("GET" or "POST")))
            await QueryHandler.RefuseAsync(request,
                new QueryRefusal(404, "PathNotFoundError", "The requested path does not exist"));
        else if (rights.Authenticate(request, out var principal) is { } refusal) await QueryHandler.RefuseAsync(request, refusal);
        else if (isBatch) await batch.HandleAsync(request, principal, Find);
        else if (Find(target!) is { } scope) await handler.HandleAsync(request, principal, scope);
        else
            await QueryHandler.RefuseAsync(request, new QueryRefusal(404,
                target!.StartsWith("apps/", StringComparison.Ordinal) ? "ApplicationNotFoundError" : "WorkspaceNotFoundError",
                $"'{target}' could not be found"));
        return true;
    }

    private QueryScope? Find(string target) => target.Split('/') switch
    {
        ["workspaces", var customer] when components.Workspace(customer) is { } workspace => new(customer, workspace, null),
        ["apps", var app] when components.ByAppId(app) is { } component => OfComponent(component),
        ["subscriptions", ..] => OfResource($"/{target}"),
        _ => null,
    };

    /// <summary>What a query on a resource looks at; null if the resource is neither a workspace nor a component.</summary>
    /// <param name="id">The resource.</param>
    public QueryScope? OfResource(string id) => components.CustomerIdOf(id) is { } customer
        ? new QueryScope(customer, ResourceId.Parse(id), null)
        : components.ById(id) is { } component ? OfComponent(component) : null;

    private static QueryScope OfComponent(TelemetryComponent component) =>
        new(component.Workspace, component.Id, component);
}
