using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>
/// JSON whose strings may be expressions: <c>@expression</c>, text with <c>@{expression}</c> in it, <c>@@</c> for an at sign.
/// </summary>
internal static class Templates
{
    /// <summary>All expressions in a template, each with the text that it stands in.</summary>
    /// <exception cref="ExpressionException">One is none.</exception>
    public static IEnumerable<Expression> Expressions(JsonNode? template) => template switch
    {
        JsonObject json => json.SelectMany(member => Split(member.Key).Expressions().Concat(Expressions(member.Value))),
        JsonArray items => items.SelectMany(Expressions),
        JsonValue value when value.TryGetValue(out string? text) => Split(text).Expressions(),
        _ => [],
    };

    /// <summary>The value of a template.</summary>
    /// <exception cref="ExpressionException">An expression in it can't be evaluated.</exception>
    public static JsonNode? Evaluate(JsonNode? template, IExpressionScope scope) => template switch
    {
        JsonObject json => new JsonObject(json.Select(member => KeyValuePair.Create(Values.Text(EvaluateText(member.Key, scope)),
            Values.Copy(Evaluate(member.Value, scope))))),
        JsonArray items => new JsonArray([.. items.Select(item => Values.Copy(Evaluate(item, scope)))]),
        JsonValue value when value.TryGetValue(out string? text) => EvaluateText(text, scope),
        _ => template,
    };

    private static JsonNode? EvaluateText(string text, IExpressionScope scope)
    {
        var parts = Split(text);
        if (parts is [{ Expression: { } only, IsWhole: true }]) return Evaluator.Evaluate(only, scope);
        var result = new StringBuilder();
        foreach (var part in parts)
            result.Append(part.Expression is { } expression ? Values.Text(Evaluator.Evaluate(expression, scope)) : part.Text);
        return result.ToString();
    }

    private static IEnumerable<Expression> Expressions(this List<Part> parts) =>
        parts.Where(part => part.Expression is not null).Select(part => part.Expression!);

    private static List<Part> Split(string text)
    {
        if (text is ['@', '@', ..] && !text.StartsWith("@@{", StringComparison.Ordinal))
            return [new Part(text[1..], null, false)];
        if (text is ['@', not '{' and not '@', ..]) return [new Part("", ExpressionParser.Parse(text[1..]), true)];
        var parts = new List<Part>();
        var start = 0;
        while (text.IndexOf("@{", start, StringComparison.Ordinal) is >= 0 and var at)
        {
            // @@{ is an at sign and a brace.
            if (at > start && text[at - 1] == '@')
            {
                parts.Add(new Part(text[start..(at - 1)] + "@{", null, false));
                start = at + 2;
                continue;
            }

            if (at > start) parts.Add(new Part(text[start..at], null, false));
            var (expression, end) = ExpressionParser.ParseEmbedded(text, at + 2);
            parts.Add(new Part("", expression, false));
            start = end;
        }

        if (start < text.Length || parts.Count == 0) parts.Add(new Part(text[start..], null, false));
        return parts;
    }

    private readonly record struct Part(string Text, Expression? Expression, bool IsWhole);
}
