using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>
/// Several queries of workspaces in one request (<c>/v1/$batch</c>). Each has an answer with a status of its own.
/// </summary>
/// <param name="handler">Answers queries.</param>
internal sealed class QueryBatch(QueryHandler handler)
{
    /// <summary>Its path.</summary>
    public const string Path = "/v1/$batch";

    /// <summary>Answers it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="principal">Object id of who asks; null is the deployer.</param>
    /// <param name="find">Finds what a query looks at.</param>
    public async Task HandleAsync(RestRequest request, string? principal, Func<string, QueryScope?> find)
    {
        var body = await QueryHandler.ReadBodyAsync(request);
        if (body?["requests"] is not JsonArray requests)
        {
            await QueryHandler.RefuseAsync(request, new QueryRefusal(400, "BadArgumentError",
                "The request had some invalid properties: 'requests' is missing"));
            return;
        }

        await request.AnswerAsync(200, new JsonObject
        {
            ["responses"] = new JsonArray([.. requests.OfType<JsonObject>()
                .Select(each => (JsonNode)Answer(each, principal, find))]),
        });
    }

    private JsonObject Answer(JsonObject query, string? principal, Func<string, QueryScope?> find)
    {
        var workspace = query.Text("workspace") ?? "";
        var (status, answer) = find($"workspaces/{workspace}") is { } scope
            ? handler.Answer(principal, scope, query["body"] as JsonObject)
            : QueryHandler.Refused(new QueryRefusal(404, "WorkspaceNotFoundError", $"'{workspace}' could not be found"));
        return new JsonObject
        {
            ["id"] = query.Text("id"), ["status"] = status, ["headers"] = new JsonObject(), ["body"] = answer,
        };
    }
}
