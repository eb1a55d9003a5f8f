using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>The values of expressions, and of whatever holds some.</summary>
internal static class TemplateEvaluator
{
    /// <summary>A value with every expression in it evaluated, names of members included.</summary>
    /// <param name="value">The value as it stands in the template.</param>
    /// <param name="scope">Where it stands.</param>
    /// <exception cref="TemplateException">It can't be evaluated.</exception>
    public static JsonNode? Evaluate(JsonNode? value, ITemplateScope scope) => Evaluate(value, scope, Text);

    /// <summary>The same, where each text is evaluated in a way of its own.</summary>
    /// <param name="value">The value as it stands in the template.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="text">From a text in it, and where that stands, to its value.</param>
    public static JsonNode? Evaluate(JsonNode? value, ITemplateScope scope, Func<string, ITemplateScope, JsonNode?> text)
    {
        switch (value)
        {
            case JsonObject members:
                var result = new JsonObject();
                foreach (var (name, member) in PropertyCopies.Expand(members, scope))
                    result[TemplateValues.Joined(Text(name, scope))] =
                        member.Evaluated(each => Evaluate(member.Value, each, text), scope);
                return result;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Evaluate(item, scope, text))]);
            case JsonValue leaf when leaf.TryGetValue(out string? found):
                return text(found, scope);
            default:
                return value?.DeepClone();
        }
    }

    /// <summary>The value of a text, which may be an expression.</summary>
    public static JsonNode? Text(string text, ITemplateScope scope) => TemplateExpressionParser.IsExpression(text)
        ? Evaluate(TemplateExpressionParser.Parse(text), scope)?.DeepClone()
        : JsonValue.Create(TemplateExpressionParser.Unescape(text));

    /// <summary>The value of an expression.</summary>
    public static JsonNode? Evaluate(TemplateExpression expression, ITemplateScope scope) => expression switch
    {
        TemplateExpression.Literal literal => literal.Value,
        TemplateExpression.Call call => Call(call, scope),
        TemplateExpression.Member member => Member(Evaluate(member.Target, scope), Evaluate(member.Key, scope)),
        _ => throw new TemplateException($"An expression of the kind {expression.GetType().Name} can't be evaluated."),
    };

    /// <summary>A member of an object or an element of an array.</summary>
    /// <exception cref="TemplateException">There is none.</exception>
    public static JsonNode? Member(JsonNode? target, JsonNode? key)
    {
        switch (target)
        {
            case JsonObject json:
                var name = TemplateValues.Text(key);
                return TemplateValues.TryMember(json, name, out var found) ? found : throw new TemplateException(
                    $"The language expression property '{name}' doesn't exist, available properties are "
                        + $"'{string.Join(", ", json.Select(pair => pair.Key))}'.");
            case JsonArray items:
                var index = TemplateValues.Count(key);
                return index >= 0 && index < items.Count ? items[index] : throw new TemplateException(
                    $"The language expression property array index '{index}' is out of bounds.");
            default:
                throw new TemplateException(
                    $"The language expression property '{TemplateValues.Joined(key)}' can't be evaluated, property selection is "
                        + $"not supported on values of type '{TemplateValues.TypeOf(target)}'.");
        }
    }

    private static JsonNode? Call(TemplateExpression.Call call, ITemplateScope scope)
    {
        if (ConditionalFunctions.TryCall(call, scope, out var chosen)) return chosen;
        if (LambdaFunctions.TryCall(call, scope, out var made)) return made;
        JsonNode?[] arguments = [.. call.Arguments.Select(argument => Evaluate(argument, scope))];
        return scope.TryCall(call, arguments, out var value) ? value : TemplateFunctions.Call(call.Function, arguments);
    }
}
