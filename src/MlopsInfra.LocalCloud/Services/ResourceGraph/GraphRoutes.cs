using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.ResourceGraph;

/// <summary>Answers queries over the resources of subscriptions, written in Kusto.</summary>
internal sealed class GraphRoutes(CloudContext cloud, TrackedResources resources) : IPathRoutes
{
    /// <summary>The namespace of Resource Graph.</summary>
    public const string Namespace = "Microsoft.ResourceGraph";

    private const int Most = 1000;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match($"POST providers/{Namespace}/resources") is null) return false;
        var body = await request.Rest.ReadObjectAsync();
        if (body.Text("query") is not { Length: > 0 } query) throw Invalid("EmptyQuery", "The query is empty.");
        var subscriptions = (body["subscriptions"] as JsonArray)?.Select(each => each.AsText()).OfType<string>().ToList();
        foreach (var subscription in subscriptions ?? []) RequestChecks.RequireSubscription(cloud, subscription);
        var table = Run(query, new GraphTables(cloud, resources, subscriptions ?? cloud.Options.SubscriptionIds,
            request.Principal));
        await request.Rest.AnswerAsync(200, Answer(table, body));
        return true;
    }

    // A query may begin with an operator: it is one of resources then.
    private KustoTable Run(string query, GraphTables tables)
    {
        var first = query.TrimStart().Split([' ', '\t', '\r', '\n', '|'], 2)[0];
        var isOperator = first is "where" or "project" or "summarize" or "extend" or "count" or "limit" or "take" or "order"
            or "sort" or "distinct" or "top";
        try
        {
            return PipelineEvaluator.Run(isOperator ? $"{GraphTables.Resources} | {query}" : query, tables,
                cloud.Now.UtcDateTime);
        }
        catch (KustoException exception)
        {
            throw Invalid(exception.Kind == "SyntaxError" ? "ParserFailure" : exception.Code, exception.Message);
        }
    }

    private JsonObject Answer(KustoTable table, JsonObject body)
    {
        var skip = Count(body, "$skip") ?? Count(body, "$skipToken") ?? 0;
        var size = Math.Min(Most, Count(body, "$top") ?? Most);
        var rows = table.Rows.Skip(skip).Take(size).ToList();
        var answer = new JsonObject
        {
            ["totalRecords"] = table.Rows.Count,
            ["count"] = rows.Count,
            ["data"] = body.Text("options.resultFormat")?.Equals("table", StringComparison.OrdinalIgnoreCase) == true
                ? AsTable(table, rows) : new JsonArray([.. rows.Select(row => AsObject(table, row))]),
            ["facets"] = new JsonArray(),
            ["resultTruncated"] = "false",
        };
        if (skip + rows.Count < table.Rows.Count) answer["$skipToken"] = $"{skip + rows.Count}";
        return answer;
    }

    private int? Count(JsonObject body, string option)
    {
        if (body.At($"options.{option}") is not JsonValue value) return null;
        return int.TryParse(value.ToString(), out var number) && number >= 0 ? number
            : throw Invalid("InvalidOption", $"The option '{option}' is no number: '{value}'.");
    }

    private static JsonObject AsObject(KustoTable table, object?[] row) => new(table.Columns.Select((column, index) =>
        KeyValuePair.Create(column.Name, KustoValues.ToJson(row[index]))));

    private static JsonObject AsTable(KustoTable table, IEnumerable<object?[]> rows) => new()
    {
        ["columns"] = new JsonArray([.. table.Columns.Select(column => new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = ExpressionBinder.Name(column.Type) switch
            {
                "dynamic" => "object",
                "bool" => "boolean",
                "long" or "real" => "number",
                var other => other,
            },
        })]),
        ["rows"] = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(KustoValues.ToJson)]))]),
    };

    private ArmException Invalid(string code, string message) => new(400, "BadRequest",
        $"Please provide below info when asking for support: timestamp = {CommonOutputs.Time(cloud.Now)}, correlationId = "
            + $"{Guid.NewGuid()}.")
    {
        Details =
        [
            ("InvalidQuery", "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix "
                + "the error before retrying.", null),
            (code, message, null),
        ],
    };
}
