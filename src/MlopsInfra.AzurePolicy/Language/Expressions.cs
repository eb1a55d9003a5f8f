using System.Text.Json.Nodes;
using static MlopsInfra.AzurePolicy.Language.JsonValues;

namespace MlopsInfra.AzurePolicy.Language;

/// <summary>Evaluates expressions.</summary>
internal static class Expressions
{
    /// <summary>A value of a policy, with the expressions in it evaluated.</summary>
    /// <exception cref="PolicyLanguageException">An expression can't be read or evaluated.</exception>
    public static JsonNode? Resolve(JsonNode? value, IPolicyScope scope) => value switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(item, scope)?.DeepClone())]),
        JsonValue when Text(value) is { } text && PolicyExpressionParser.IsExpression(text) =>
            Evaluate(PolicyExpressionParser.Parse(text), scope),
        JsonValue when Text(value) is ['[', '[', ..] escaped => JsonValue.Create(escaped[1..]),
        _ => value,
    };

    /// <summary>The value of an expression.</summary>
    /// <exception cref="PolicyLanguageException">It can't be evaluated.</exception>
    public static JsonNode? Evaluate(PolicyExpression expression, IPolicyScope scope) => expression switch
    {
        PolicyExpression.Literal literal => literal.Value,
        PolicyExpression.Call call => Call(call, scope),
        PolicyExpression.Member member => Member(Evaluate(member.Target, scope), Evaluate(member.Key, scope)),
        _ => throw new InvalidOperationException($"An expression of the kind {expression.GetType().Name}."),
    };

    private static JsonNode? Call(PolicyExpression.Call call, IPolicyScope scope)
    {
        // Only the branch that is meant: the other one may not be possible to evaluate.
        if (call.Function.Equals("if", StringComparison.OrdinalIgnoreCase) && call.Arguments.Count == 3)
            return Evaluate(call.Arguments[Flag(Evaluate(call.Arguments[0], scope)) ? 1 : 2], scope);
        JsonNode?[] arguments = [.. call.Arguments.Select(argument => Evaluate(argument, scope))];
        return scope.TryCall(call.Function, arguments, out var value) ? value : TemplateFunctions.Call(call.Function, arguments);
    }

    private static JsonNode? Member(JsonNode? target, JsonNode? key) => target switch
    {
        JsonObject map => Property(map, Text(key) ?? ""),
        JsonArray list when Number(key) is { } index && index >= 0 && index < list.Count => list[(int)index],
        JsonArray list => throw new PolicyLanguageException($"There is no element {Text(key)} in a list of {list.Count}."),
        _ => throw new PolicyLanguageException($"'{Text(key)}' is asked of what has no parts."),
    };
}
