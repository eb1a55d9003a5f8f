using CsCheck;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Whatever is written as a query is read as it was meant, and whatever else is refused in order.</summary>
public sealed class KustoSyntaxProperties
{
    private static readonly string[] Pieces =
    [
        "T", "x", "|", "(", ")", "[", "]", "where", "summarize", "by", "'a'", "\"", "'", "1", "1.5", "5m", "==", "=", ",", ".",
        "..", ";",
        "let", "and", "in", "!in", "between", "union", "join", "on", "datatable", "project", "-", "away", "*", "//", "\n",
        "dynamic({})",
        "datetime(2026-11-29)", "datetime(", "@'", "```", "!", "~", "{", "}", "$left", "by", "asc", "nulls", "range", "print",
        "count()",
    ];

    private static readonly string[] Operators =
        ["or", "and", "==", "!=", "<", ">=", "has", "!contains", "startswith", "+", "-", "*", "/", "%"];

    private static readonly Gen<KustoExpression> Leaf = Gen.OneOf<KustoExpression>(
        Gen.String.Select(text => (KustoExpression)new LiteralExpression(0, text, ColumnType.String)),
        Gen.Long[0, long.MaxValue].Select(number => (KustoExpression)new LiteralExpression(0, number, ColumnType.Long)),
        Gen.Double[0, 1e15].Select(number => (KustoExpression)new LiteralExpression(0, number, ColumnType.Real)),
        Gen.Bool.Select(truth => (KustoExpression)new LiteralExpression(0, truth, ColumnType.Bool)),
        Gen.Int[0, 86_399_999].Select(ms =>
            (KustoExpression)new LiteralExpression(0, TimeSpan.FromMilliseconds(ms), ColumnType.TimeSpan)),
        OneOf("Name", "Properties", "_ResourceId", "a1", "where", "by")
            .Select(name => (KustoExpression)new NameExpression(0, name)));

    private static readonly Gen<KustoExpression> Expression =
        Gen.Recursive<KustoExpression>((depth, inner) => depth > 4 ? Leaf : Gen.OneOf(
        Leaf,
        Gen.Select(OneOf(Operators), inner, inner).Select((name, left, right) =>
            (KustoExpression)new CallExpression(0, name, [left, right])),
        Gen.Select(OneOf("f", "tostring", "count"), inner.Array[0, 3]).Select((name, arguments) =>
            (KustoExpression)new CallExpression(0, name, arguments)),
        inner.Select(of => (KustoExpression)new CallExpression(0, "-", [of])),
        Gen.Select(inner, OneOf("key", "a key", "it's")).Select((of, key) => (KustoExpression)new CallExpression(0,
            CallExpression.Member, [of, new LiteralExpression(0, key, ColumnType.String)]))));

    [Fact]
    public void What_an_expression_says_does_not_depend_on_how_it_is_written() => Expression.Sample(expression =>
    {
        var written = Write(expression, isTight: false);
        Assert.Equal(written, Write(Parse(written), isTight: false));
        // Without the brackets that precedence makes needless it is still the same.
        Assert.Equal(written, Write(Parse(Write(expression, isTight: true)), isTight: false));
    });

    [Fact]
    public void Whatever_comes_is_a_query_or_is_refused_with_its_place() => Gen.OneOf(
        Gen.String, OneOf(Pieces).Array[0, 30].Select(pieces => string.Join(' ', pieces)),
        OneOf(Pieces).Array[0, 30].Select(string.Concat)).Sample(text =>
        {
            try
            {
                QueryParser.Parse(text);
            }
            catch (KustoException exception)
            {
                Assert.InRange(exception.At, 0, text.Length);
                Assert.True(exception.PlaceIn(text) is { Line: > 0, Column: > 0 });
            }
        });

    [Fact]
    public void The_pieces_of_a_query_are_all_of_its_text_but_blanks_and_comments() => OneOf(Pieces).Array[0, 20].Sample(pieces =>
    {
        var text = string.Join(' ',
            pieces.Where(piece => piece is not ("\"" or "'" or "@'" or "```" or "//" or "datetime(" or "!" or "~")));
        var tokens = KustoLexer.Read(text);
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
            string.Concat(tokens.Select(token => text[token.At..token.End])).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(KustoTokenKind.End, tokens[^1].Kind);
    });

    private static KustoExpression Parse(string text) => QueryParser.Parse($"T | where {text}").Body.Operators[0].Items[0].Value;

    private static string Write(KustoExpression expression, bool isTight) => expression switch
    {
        LiteralExpression { Value: string text } => Quote(text),
        LiteralExpression { Value: TimeSpan time } => $"timespan({time:c})",
        LiteralExpression { Value: double number } => $"real({number:R})",
        LiteralExpression literal => literal.Value!.ToString()!.ToLowerInvariant(),
        NameExpression name => name.Name,
        CallExpression { Function: CallExpression.Member } member =>
            $"({Write(member.Arguments[0], isTight)})[{Write(member.Arguments[1], isTight)}]",
        CallExpression { Function: "-", Arguments: [var of] } => $"(-({Write(of, isTight)}))",
        CallExpression { Arguments: [var left, var right] } call when Operators.Contains(call.Function) =>
            $"{Bracket(left, call, isTight, isLeft: true)} {call.Function} {Bracket(right, call, isTight, isLeft: false)}",
        CallExpression call =>
            $"{call.Function}({string.Join(", ", call.Arguments.Select(argument => Write(argument, isTight)))})",
        _ => throw new NotSupportedException(),
    };

    private static string Bracket(KustoExpression operand, CallExpression of, bool isTight, bool isLeft)
    {
        var text = Write(operand, isTight);
        if (operand is not CallExpression { Arguments.Count: 2 } call || !Operators.Contains(call.Function)) return text;
        var (inner, outer) = (Level(call.Function), Level(of.Function));
        // Comparisons are not chained.
        var isNeedless = isTight && (inner > outer || (inner == outer && isLeft && outer != 2));
        return isNeedless ? text : $"({text})";
    }

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);

    private static int Level(string name) =>
        name switch { "or" => 0, "and" => 1, "+" or "-" => 3, "*" or "/" or "%" => 4, _ => 2 };

    private static string Quote(string text) => $"@'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
