using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries;

/// <summary>Reads the query of a request, and answers it.</summary>
/// <param name="queries">Answers queries.</param>
/// <param name="rights">Who may query.</param>
/// <param name="cloud">The clock.</param>
internal sealed class QueryHandler(LogQueries queries, QueryRights rights, CloudContext cloud)
{
    /// <summary>Answers a request of somebody who is known.</summary>
    /// <param name="request">The request.</param>
    /// <param name="principal">Object id of who asks; null is the deployer.</param>
    /// <param name="scope">What it looks at.</param>
    public async Task HandleAsync(RestRequest request, string? principal, QueryScope scope)
    {
        // Who may not query learns nothing of the body.
        var body = rights.RefusalOf(principal, scope.Resource) is null && request.Method == "POST"
            ? await ReadBodyAsync(request) : null;
        var (status, answer) = Answer(principal, scope, body, request.Query("query"), request.Query("timespan"));
        await request.AnswerAsync(status, answer);
    }

    /// <summary>Answers a query of somebody who is known.</summary>
    /// <param name="principal">Object id of who asks; null is the deployer.</param>
    /// <param name="scope">What it looks at.</param>
    /// <param name="body">The body that it stands in; null for none.</param>
    /// <param name="query">The query, where the body has none.</param>
    /// <param name="span">The time that it looks at, where the body does not say it.</param>
    public (int Status, JsonObject Answer) Answer(
        string? principal, QueryScope scope, JsonObject? body, string? query = null, string? span = null)
    {
        (query, span) = (body?.Text("query") ?? query ?? "", body?.Text("timespan") ?? span);
        if (rights.RefusalOf(principal, scope.Resource) is { } refusal) return Refused(refusal);
        if (query.Length == 0) return Bad("The request had some invalid properties: 'query' is missing");
        if (QueryTimes.Read(span, cloud.Now.UtcDateTime) is not { } times)
            return Bad($"The request had some invalid properties: '{span}' is no timespan");
        if (body?.At("workspaces") is JsonArray { Count: > 0 })
            return Bad("The local cloud asks one workspace at a time: leave 'workspaces' out");
        try
        {
            return (200, QueryAnswer.Of(queries.Run(scope, query, times)));
        }
        catch (KustoException exception)
        {
            return (400, QueryAnswer.Of(exception, query));
        }
    }

    /// <summary>A refusal as an answer.</summary>
    /// <param name="refusal">Why.</param>
    public static (int Status, JsonObject Answer) Refused(QueryRefusal refusal) =>
        (refusal.Status, QueryAnswer.Error(refusal.Code, refusal.Message));

    /// <summary>Refuses a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="refusal">Why.</param>
    public static Task RefuseAsync(RestRequest request, QueryRefusal refusal)
    {
        var (status, answer) = Refused(refusal);
        return request.AnswerAsync(status, answer);
    }

    private static (int Status, JsonObject Answer) Bad(string message) =>
        Refused(new QueryRefusal(400, "BadArgumentError", message));

    /// <summary>
    /// The body of a request; null if it is no JSON: what is none has no query either, and the caller is told that.
    /// </summary>
    /// <param name="request">The request.</param>
    public static async Task<JsonObject?> ReadBodyAsync(RestRequest request)
    {
        try
        {
            return await request.ReadJsonAsync() as JsonObject;
        }
        catch (ArmException exception) when (exception.Status == 400)
        {
            return null;
        }
    }
}
