using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>Functions that the template itself defines. Source: "User-defined functions in ARM templates".</summary>
internal static class UserFunctions
{
    private const int DeepestNesting = 50;

    [ThreadStatic]
    private static int _depth;

    /// <summary>Calls one; false if it is none of them.</summary>
    public static bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, JsonObject template,
        out JsonNode? value)
    {
        value = null;
        if (call.Function.Split('.') is not [var space, var name]
            || Find(template, space, name) is not { } function) return false;
        var names = (function["parameters"] as JsonArray ?? []).Select(parameter => Text(parameter?["name"])).ToList();
        if (names.Count != arguments.Count)
        {
            throw new TemplateException($"The template function '{call.Function}' requires {names.Count} argument(s) while "
                + $"{arguments.Count} were provided.");
        }

        if (_depth >= DeepestNesting)
            throw new TemplateException($"The template function '{call.Function}' is called more than {DeepestNesting} deep.");
        _depth++;
        try
        {
            value = TemplateEvaluator.Evaluate(function["output"]?["value"],
                new FunctionScope(template, names.Zip(arguments).ToDictionary(pair => pair.First, pair => pair.Second,
                    StringComparer.OrdinalIgnoreCase)));
            return true;
        }
        finally
        {
            _depth--;
        }
    }

    private static JsonObject? Find(JsonObject template, string space, string name) =>
        (template["functions"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(each => Text(each["namespace"]).Equals(space, StringComparison.OrdinalIgnoreCase))
            .Select(each => each["members"] is JsonObject members && TryMember(members, name, out var found)
                ? found as JsonObject : null)
            .FirstOrDefault(found => found is not null);

    // It sees its parameters, and other functions.
    private sealed class FunctionScope(JsonObject template, Dictionary<string, JsonNode?> parameters) : ITemplateScope
    {
        public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
        {
            if (call.Is("parameters") && arguments is [var name] && parameters.TryGetValue(Text(name), out value)) return true;
            return UserFunctions.TryCall(call, arguments, template, out value);
        }
    }
}
