using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>What expressions look at: the same few values, whatever they ask for.</summary>
internal sealed class ExpressionScope : ITemplateScope, IExpressionScope
{
    public static readonly ExpressionScope Instance = new();

    private static readonly JsonNode Some = JsonNode.Parse(
        """{"a":[1,"x",null,{"b":true}],"text":"abc","number":5,"large":1e300,"date":"2026-11-29T12:00:00Z"}""")!;

    public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value) =>
        TryCall(call.Function.ToLowerInvariant(), arguments, out value);

    public bool TryCall(string function, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        value = arguments is [JsonValue name] && name.TryGetValue(out string? text) && Some[text] is { } member ? member : Some;
        return function is "parameters" or "variables" or "triggerbody" or "body" or "outputs" or "item" or "trigger"
            or "triggeroutputs";
    }
}
