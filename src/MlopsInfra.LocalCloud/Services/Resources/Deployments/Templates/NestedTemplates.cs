using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>Templates in templates. Source: "Using linked and nested templates when deploying Azure resources".</summary>
internal static class NestedTemplates
{
    /// <summary>Whether the expressions of a nested template are evaluated in it, and not in the one around it.</summary>
    /// <param name="deployment">The nested deployment.</param>
    public static bool IsInner(PlannedResource deployment) =>
        deployment.Source["properties"]?["expressionEvaluationOptions"]?["scope"] is JsonValue scope
            && Joined(scope).Equals("Inner", StringComparison.OrdinalIgnoreCase);

    /// <summary>A nested template as it is handed on, with whatever the one around it has to evaluate evaluated.</summary>
    /// <param name="deployment">The nested deployment.</param>
    /// <param name="evaluate">Evaluates a value in the template around it.</param>
    public static JsonNode? Handed(PlannedResource deployment, Func<JsonNode?, JsonNode?> evaluate)
    {
        var template = deployment.Source["properties"]?["template"];
        return IsInner(deployment) || template is null ? template?.DeepClone() : Escaped(evaluate(template));
    }

    /// <summary>A value so written that a template has it as it is: what has been evaluated is not evaluated again.</summary>
    public static JsonNode? Escaped(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(pair => KeyValuePair.Create(pair.Key, Escaped(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Escaped)]),
        JsonValue leaf when leaf.TryGetValue(out string? text) => TemplateExpressionParser.Escape(text),
        _ => value?.DeepClone(),
    };
}
