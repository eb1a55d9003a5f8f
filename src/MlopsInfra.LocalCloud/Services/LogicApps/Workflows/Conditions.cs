using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Conditions: an expression, or a tree as in <c>{"and":[{"equals":["@x","y"]}]}</c>.</summary>
internal static class Conditions
{
    /// <summary>Whether it holds.</summary>
    /// <exception cref="ExpressionException">It can't be evaluated, or is no condition.</exception>
    public static bool Holds(JsonNode? condition, RunScope scope) => Values.Flag(Evaluate(condition, scope));

    private static JsonNode? Evaluate(JsonNode? condition, RunScope scope)
    {
        if (condition is not JsonObject tree) return Templates.Evaluate(condition, scope);
        if (tree.Count != 1)
            throw new ExpressionException($"A condition is one operator with its operands; here there are {tree.Count}.");
        var (function, operands) = tree.First();
        JsonNode?[] arguments =
            operands is JsonArray many ? [.. many.Select(each => Evaluate(each, scope))] : [Evaluate(operands, scope)];
        return Functions.Call(function, arguments);
    }
}
