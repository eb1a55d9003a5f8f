using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>Reads expressions. From the loosest: or, and, comparisons, sums, products, sign, members.</summary>
/// <param name="tokens">The pieces of the query.</param>
/// <param name="readQuery">Reads a query within the query.</param>
internal sealed class ExpressionParser(TokenReader tokens, Func<KustoPipeline> readQuery)
{
    // A chain of operators becomes a tree as deep as it is long.
    private const int LongestChain = 1000;

    private static readonly HashSet<string> Comparisons =
    [
        "==", "!=", "<>", "<", "<=", ">", ">=", "=~", "!~", "has", "!has", "has_cs", "!has_cs", "hasprefix", "!hasprefix",
        "hassuffix", "!hassuffix", "contains", "!contains", "contains_cs", "!contains_cs", "startswith", "!startswith",
        "startswith_cs", "!startswith_cs", "endswith", "!endswith", "endswith_cs", "!endswith_cs",
    ];

    private static readonly HashSet<string> ListComparisons = ["in", "!in", "in~", "!in~", "has_any", "has_all"];

    /// <summary>Reads one.</summary>
    public KustoExpression Read() => tokens.Nested(() => Chain(() => Chain(Comparison, "and"), "or"));

    /// <summary>Reads one with a name, if it has one.</summary>
    public NamedExpression ReadNamed()
    {
        var isNamed = tokens.Current.Kind is KustoTokenKind.Name or KustoTokenKind.QuotedName && tokens.Ahead(1).Text == "="
            && tokens.Ahead(1).Kind == KustoTokenKind.Symbol;
        if (!isNamed) return new NamedExpression(null, Read());
        var name = tokens.ExpectName();
        tokens.Expect("=");
        return new NamedExpression(name, Read());
    }

    /// <summary>Reads what commas divide.</summary>
    /// <param name="read">Reads one of it.</param>
    public IReadOnlyList<T> ReadList<T>(Func<T> read)
    {
        var items = new List<T> { read() };
        while (tokens.TryTake(",")) items.Add(read());
        return items;
    }

    private KustoExpression Chain(Func<KustoExpression> read, params ReadOnlySpan<string> operators)
    {
        var left = read();
        for (var links = 0; tokens.Current.Kind is KustoTokenKind.Name or KustoTokenKind.Symbol
            && operators.Contains(tokens.Current.Text); links++)
        {
            if (links == LongestChain)
                throw KustoException.Semantic("SYN0100", $"More than {LongestChain} operators in a row", tokens.Current.At);
            var found = tokens.Take();
            left = new CallExpression(found.At, found.Text, [left, read()]);
        }

        return left;
    }

    private KustoExpression Comparison()
    {
        var left = Sum();
        if (tokens.Current.Kind is not (KustoTokenKind.Name or KustoTokenKind.Symbol)) return left;
        var (name, at) = (tokens.Current.Text, tokens.Current.At);
        if (Comparisons.Contains(name))
        {
            tokens.Take();
            return new CallExpression(at, name == "<>" ? "!=" : name, [left, Sum()]);
        }

        if (ListComparisons.Contains(name))
        {
            tokens.Take();
            return new CallExpression(at, name, [left, .. ListInBrackets()]);
        }

        if (name is "between" or "!between")
        {
            tokens.Take();
            tokens.Expect("(");
            var low = Sum();
            tokens.Expect("..");
            var high = Sum();
            tokens.Expect(")");
            return new CallExpression(at, name, [left, low, high]);
        }

        if (name != "matches") return left;
        tokens.Take();
        tokens.Expect("regex");
        return new CallExpression(at, "matches regex", [left, Sum()]);
    }

    private IReadOnlyList<KustoExpression> ListInBrackets()
    {
        tokens.Expect("(");
        var items = ReadList(ReadArgument);
        tokens.Expect(")");
        return items;
    }

    private KustoExpression Sum() => Chain(() => Chain(Signed, "*", "/", "%"), "+", "-");

    private KustoExpression Signed()
    {
        if (tokens.TryTake("+")) return tokens.Nested(Signed);
        if (!tokens.Is("-")) return WithMembers(Primary());
        var at = tokens.Take().At;
        return new CallExpression(at, "-", [tokens.Nested(Signed)]);
    }

    private KustoExpression WithMembers(KustoExpression of)
    {
        while (true)
        {
            var at = tokens.Current.At;
            if (tokens.TryTake("."))
            {
                var name = tokens.ExpectName();
                of = new CallExpression(at, CallExpression.Member, [of, new LiteralExpression(at, name, ColumnType.String)]);
            }
            else if (tokens.Current.Kind == KustoTokenKind.QuotedName)
            {
                of = new CallExpression(at, CallExpression.Member,
                    [of, new LiteralExpression(at, tokens.Take().Text, ColumnType.String)]);
            }
            else if (tokens.TryTake("["))
            {
                of = new CallExpression(at, CallExpression.Member, [of, Read()]);
                tokens.Expect("]");
            }
            else
            {
                return of;
            }
        }
    }

    private KustoExpression Primary()
    {
        var token = tokens.Take();
        switch (token.Kind)
        {
            case KustoTokenKind.Literal:
                return new LiteralExpression(token.At, token.Value, token.Type);
            case KustoTokenKind.QuotedName:
                return new NameExpression(token.At, token.Text);
            case KustoTokenKind.Name:
                return tokens.Is("(") ? Call(token) : new NameExpression(token.At, token.Text);
            case KustoTokenKind.Symbol when token.Text == "*":
                return new NameExpression(token.At, "*");
            case KustoTokenKind.Symbol when token.Text == "(":
                var inner = ReadArgument();
                tokens.Expect(")");
                return inner;
            default:
                throw KustoException.Syntax(token.Text, token.At, "an expression");
        }
    }

    private CallExpression Call(KustoToken name)
    {
        tokens.Expect("(");
        if (tokens.TryTake(")")) return new CallExpression(name.At, name.Text, []);
        var arguments = ReadList(ReadArgument);
        tokens.Expect(")");
        return new CallExpression(name.At, name.Text, arguments);
    }

    // A query shows by the pipe behind its table.
    private KustoExpression ReadArgument()
    {
        var at = tokens.Current.At;
        var isQuery = tokens.Current.Kind is KustoTokenKind.Name or KustoTokenKind.QuotedName
            && (tokens.Ahead(1) is { Kind: KustoTokenKind.Symbol, Text: "|" } || QueryParser.BeginsTable(tokens));
        return isQuery ? new QueryExpression(at, tokens.Nested(readQuery)) : Read();
    }
}
