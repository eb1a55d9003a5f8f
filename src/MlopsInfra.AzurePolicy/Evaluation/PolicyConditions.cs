using System.Text.Json.Nodes;
using MlopsInfra.AzurePolicy.Language;
using static MlopsInfra.AzurePolicy.Language.JsonValues;

namespace MlopsInfra.AzurePolicy.Evaluation;

/// <summary>Evaluates conditions ("Azure Policy definition structure policy rule").</summary>
internal static class PolicyConditions
{
    /// <summary>Whether a condition holds.</summary>
    /// <exception cref="PolicyLanguageException">It can't be read.</exception>
    public static bool Holds(JsonNode? condition, EvaluationScope scope)
    {
        if (condition is not JsonObject node)
            throw new PolicyLanguageException($"A condition is an object, not {condition?.ToJsonString() ?? "null"}.");
        if (Property(node, "allOf") is JsonArray all) return all.All(part => Holds(part, scope));
        if (Property(node, "anyOf") is JsonArray any) return any.Any(part => Holds(part, scope));
        if (Property(node, "not") is { } inner) return !Holds(inner, scope);
        var (name, wanted) = node.FirstOrDefault(entry => Comparison.IsOperator(entry.Key));
        if (name is null)
            throw new PolicyLanguageException($"A condition without a comparison that is known here: {node.ToJsonString()}");
        wanted = Expressions.Resolve(wanted, scope);
        if (Property(node, "count") is JsonObject count) return Comparison.Holds(name, Count(count, scope), wanted);
        if (Has(node, "value")) return Comparison.Holds(name, Expressions.Resolve(Property(node, "value"), scope), wanted);
        var field = Text(Expressions.Resolve(Property(node, "field"), scope))
            ?? throw new PolicyLanguageException($"A condition of nothing: {node.ToJsonString()}");
        // Of a list, every element has to keep it; an empty one keeps anything.
        return scope.Field(field).Values.All(value => Comparison.Holds(name, value, wanted));
    }

    private static int Count(JsonObject count, EvaluationScope scope)
    {
        var where = Property(count, "where");
        if (Text(Property(count, "field")) is { } field)
        {
            var list = Text(Expressions.Resolve(JsonValue.Create(field), scope))!;
            var (values, areMany) = scope.Field(list);
            var elements = areMany ? values : values.Where(value => value is not null);
            return elements.Count(element => where is null || Holds(where, scope.At(list, element)));
        }

        var name = Text(Property(count, "name")) ?? "";
        var items = Expressions.Resolve(Property(count, "value"), scope) as JsonArray
            ?? throw new PolicyLanguageException("A count needs a list.");
        return items.Count(item => where is null || Holds(where, scope.At(name, item)));
    }
}
