using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Evaluation;

/// <summary>Operators on texts. <c>has</c> looks for whole terms: runs of letters and digits.</summary>
internal static class TextOperators
{
    private const StringComparison Any = StringComparison.OrdinalIgnoreCase;
    private const StringComparison Exact = StringComparison.Ordinal;

    private static readonly Dictionary<string, Func<string, string, bool>> Tests = new(StringComparer.Ordinal)
    {
        ["=~"] = (text, other) => text.Equals(other, Any),
        ["has"] = (text, term) => HasTerm(text, term, Any, true, true),
        ["has_cs"] = (text, term) => HasTerm(text, term, Exact, true, true),
        ["hasprefix"] = (text, term) => HasTerm(text, term, Any, true, false),
        ["hassuffix"] = (text, term) => HasTerm(text, term, Any, false, true),
        ["contains"] = (text, part) => text.Contains(part, Any),
        ["contains_cs"] = (text, part) => text.Contains(part, Exact),
        ["startswith"] = (text, part) => text.StartsWith(part, Any),
        ["startswith_cs"] = (text, part) => text.StartsWith(part, Exact),
        ["endswith"] = (text, part) => text.EndsWith(part, Any),
        ["endswith_cs"] = (text, part) => text.EndsWith(part, Exact),
    };

    /// <summary>Binds an operator; null if it is none of these.</summary>
    /// <param name="call">The operator.</param>
    /// <param name="operands">Its operands.</param>
    public static BoundExpression? TryBind(CallExpression call, BoundExpression[] operands)
    {
        if (call.Function == "matches regex") return Matches(call, operands);
        var isNegative = call.Function[0] == '!';
        var name = call.Function == "!~" ? "=~" : call.Function.TrimStart('!');
        if (!Tests.TryGetValue(name, out var test)) return null;
        foreach (var operand in operands) CheckText(call, operand);
        return BoundExpression.Of(ColumnType.Bool, operands,
            values => test(KustoValues.Text(values[0]), KustoValues.Text(values[1])) != isNegative);
    }

    /// <summary>Binds an operator that looks for one of several values.</summary>
    /// <param name="call">The operator.</param>
    /// <param name="operands">The value that is looked for, then the list.</param>
    public static BoundExpression InList(CallExpression call, BoundExpression[] operands)
    {
        var name = call.Function.TrimStart('!');
        var isNegative = name != call.Function;
        return BoundExpression.Of(ColumnType.Bool, operands, values =>
        {
            // A list in a dynamic value stands for its members.
            var list = values.Skip(1).SelectMany(value =>
                value is System.Text.Json.Nodes.JsonArray array ? array : (IEnumerable<object?>)[value]);
            var found = name switch
            {
                "in" => list.Any(value => KustoValues.Compare(values[0], value) == 0),
                "in~" => list.Any(value => KustoValues.Text(values[0]).Equals(KustoValues.Text(value), Any)),
                "has_any" => list.Any(value => Tests["has"](KustoValues.Text(values[0]), KustoValues.Text(value))),
                _ => list.All(value => Tests["has"](KustoValues.Text(values[0]), KustoValues.Text(value))),
            };
            return found != isNegative;
        });
    }

    /// <summary>A regular expression of a query. It takes a time that grows with the text only, whatever it says.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="at">Where it stands.</param>
    public static Regex Regex(string pattern, int at)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw KustoException.Semantic("SEM0420", $"'{pattern}' is no regular expression: {exception.Message}", at);
        }
    }

    private static BoundExpression Matches(CallExpression call, BoundExpression[] operands)
    {
        if (!operands[1].IsConstant)
            throw KustoException.Semantic("SEM0420", "The regular expression has to be a constant", call.At);
        var regex = Regex(KustoValues.Text(operands[1].Constant), call.At);
        return BoundExpression.Of(ColumnType.Bool, operands[..1], values => regex.IsMatch(KustoValues.Text(values[0])));
    }

    private static void CheckText(CallExpression call, BoundExpression operand)
    {
        if (operand.Type is not (ColumnType.String or ColumnType.Dynamic or ColumnType.Guid))
            throw KustoException.Semantic("SEM0025", $"Operator '{call.Function}' takes texts, not "
                + $"{ExpressionBinder.Name(operand.Type)}. Try adding tostring()", call.At);
    }

    private static bool HasTerm(string text, string term, StringComparison comparison, bool fromStart, bool toEnd)
    {
        if (term.Length == 0) return true;
        for (var at = text.IndexOf(term, comparison); at >= 0; at = text.IndexOf(term, at + 1, comparison))
        {
            var end = at + term.Length;
            if ((!fromStart || at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (!toEnd || end == text.Length || !char.IsLetterOrDigit(text[end]))) return true;
        }

        return false;
    }
}
