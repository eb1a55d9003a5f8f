using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>The value of an expression.</summary>
internal static class Evaluator
{
    /// <summary>Evaluates it.</summary>
    /// <exception cref="ExpressionException">It can't be evaluated.</exception>
    public static JsonNode? Evaluate(Expression expression, IExpressionScope scope) => expression switch
    {
        Expression.Literal literal => literal.Value,
        Expression.Call call => Call(call, scope),
        Expression.Member member => Member(member, Evaluate(member.Target, scope), Evaluate(member.Key, scope)),
        _ => throw new ExpressionException($"An expression of the kind {expression.GetType().Name} can't be evaluated."),
    };

    private static JsonNode? Call(Expression.Call call, IExpressionScope scope)
    {
        var name = call.Function.ToLowerInvariant();
        // Only the chosen branch is evaluated: the other one may well be an error.
        if (name == "if" && call.Arguments.Count == 3)
            return Evaluate(call.Arguments[Values.Flag(Evaluate(call.Arguments[0], scope)) ? 1 : 2], scope);
        JsonNode?[] arguments = [.. call.Arguments.Select(argument => Evaluate(argument, scope))];
        return scope.TryCall(name, arguments, out var value) ? value : Functions.Call(call.Function, arguments);
    }

    private static JsonNode? Member(Expression.Member member, JsonNode? target, JsonNode? key)
    {
        switch (target)
        {
            case null when member.IsSafe:
                return null;
            case null:
                throw new ExpressionException(
                    $"'{Values.Text(key)}' can't be read from null. Write '?' before it if it may be missing.");
            case JsonObject json:
                var name = Values.Text(key);
                var found = json.FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
                if (found.Key is not null || member.IsSafe) return found.Value;
                throw new ExpressionException(
                    $"The property '{name}' doesn't exist; there are: {string.Join(", ", json.Select(pair => pair.Key))}.");
            case JsonArray items:
                var index = Values.Integer(key);
                if (index >= 0 && index < items.Count) return items[(int)index];
                return member.IsSafe
                    ? null : throw new ExpressionException(
                        $"The index {index} is outside of the array, which has {items.Count} elements.");
            default:
                throw new ExpressionException(
                    $"'{Values.Text(key)}' can't be read from a value that is neither an object nor an array.");
        }
    }
}
