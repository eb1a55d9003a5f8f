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
        if (rights.RefusalOf(principal, scope.Resource) is { } refusal)
        {
            await RefuseAsync(request, refusal);
            return;
        }

        var body = request.Method == "POST" ? await ReadBodyAsync(request) : null;
        var query = body?.Text("query") ?? request.Query("query") ?? "";
        var span = body?.Text("timespan") ?? request.Query("timespan");
        if (query.Length == 0)
            await RefuseAsync(request, Bad("The request had some invalid properties: 'query' is missing"));
        else if (QueryTimes.Read(span, cloud.Now.UtcDateTime) is not { } times)
            await RefuseAsync(request, Bad($"The request had some invalid properties: '{span}' is no timespan"));
        else if (body?.At("workspaces") is JsonArray { Count: > 0 })
            await RefuseAsync(request, Bad("The local cloud asks one workspace at a time: leave 'workspaces' out"));
        else await AnswerAsync(request, scope, query, times);
    }

    /// <summary>Refuses a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="refusal">Why.</param>
    public static Task RefuseAsync(RestRequest request, QueryRefusal refusal) =>
        request.AnswerAsync(refusal.Status, QueryAnswer.Error(refusal.Code, refusal.Message));

    private async Task AnswerAsync(RestRequest request, QueryScope scope, string query, QueryTimes times)
    {
        try
        {
            await request.AnswerAsync(200, QueryAnswer.Of(queries.Run(scope, query, times)));
        }
        catch (KustoException exception)
        {
            await request.AnswerAsync(400, QueryAnswer.Of(exception, query));
        }
    }

    private static QueryRefusal Bad(string message) => new(400, "BadArgumentError", message);

    private static async Task<JsonObject?> ReadBodyAsync(RestRequest request)
    {
        try
        {
            return await request.ReadJsonAsync() as JsonObject;
        }
        catch (ArmException exception) when (exception.Status == 400)
        {
            // What is no JSON has no query either: the caller is told that.
            return null;
        }
    }
}
