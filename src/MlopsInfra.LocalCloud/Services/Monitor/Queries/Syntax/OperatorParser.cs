
namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>Reads operators: their name, options, and what follows in the form that each has.</summary>
/// <param name="tokens">The pieces of the query.</param>
/// <param name="expressions">Reads expressions.</param>
/// <param name="readTable">Reads a table, or a query in brackets.</param>
internal sealed class OperatorParser(TokenReader tokens, ExpressionParser expressions, Func<KustoPipeline> readTable)
{
    /// <summary>The operators that there are.</summary>
    public static readonly IReadOnlyList<string> Known =
    [
        "where", "filter", "take", "limit", "project", "project-away", "project-keep", "project-rename", "project-reorder",
        "extend",
        "summarize", "sort", "order", "top", "distinct", "count", "union", "join", "lookup", "mv-expand", "render", "serialize",
        "print",
        "range",
    ];

    private static readonly Dictionary<string, string> NoOptions = [];

    /// <summary>Reads one, from behind the pipe.</summary>
    public KustoOperator Read()
    {
        var at = tokens.Current.At;
        var name = ReadName();
        if (!Known.Contains(name)) throw KustoException.Missing($"operator '{name}'", at, Known);
        return name switch
        {
            "where" or "filter" => New(at, "where", [new(null, expressions.Read())]),
            "take" or "limit" => New(at, "take", [new(null, expressions.Read())]),
            "sort" or "order" => New(at, "sort", [], ReadSorting()),
            "top" => New(at, name, [new(null, expressions.Read())], ReadSorting()),
            "count" or "serialize" => New(at, name, []),
            "summarize" => ReadSummarize(at),
            "union" => ReadUnion(at),
            "join" or "lookup" => ReadJoin(at, name),
            "mv-expand" => ReadExpand(at),
            "render" => ReadRender(at),
            "range" => ReadRange(at),
            _ => New(at, name, expressions.ReadList(ReadItem)),
        };
    }

    private static KustoOperator New(int at, string name, IReadOnlyList<NamedExpression> items,
        IReadOnlyList<NamedExpression>? by = null, IReadOnlyDictionary<string, string>? options = null,
        IReadOnlyList<KustoPipeline>? tables = null) => new(at, name, items, by ?? [], options ?? NoOptions, tables ?? []);

    private string ReadName()
    {
        var first = tokens.Current;
        var name = tokens.ExpectName();
        // project-away is one word: nothing stands between its parts.
        while (tokens.Is("-") && tokens.Current.At == first.At + name.Length && tokens.Ahead(1).At == tokens.Current.End)
        {
            tokens.Take();
            name = $"{name}-{tokens.ExpectName()}";
        }

        return name;
    }

    // Names of columns may end with a star where columns are chosen.
    private NamedExpression ReadItem()
    {
        var (current, next) = (tokens.Current, tokens.Ahead(1));
        if (current.Kind == KustoTokenKind.Name && next is { Kind: KustoTokenKind.Symbol, Text: "*" } && next.At == current.End
            && tokens.Ahead(2) is { Kind: KustoTokenKind.End } or { Text: "," or "|" or ")" or ";" })
        {
            tokens.Take();
            tokens.Take();
            return new NamedExpression(null, new NameExpression(current.At, $"{current.Text}*"));
        }

        return expressions.ReadNamed();
    }

    private IReadOnlyList<NamedExpression> ReadSorting()
    {
        tokens.Expect("by");
        return expressions.ReadList(() =>
        {
            var value = expressions.Read();
            // The larger ones first is what Kusto does unless it is told otherwise.
            var direction = tokens.TryTake("asc") ? "asc" : "desc";
            if (direction == "desc") tokens.TryTake("desc");
            if (tokens.TryTake("nulls"))
                direction += tokens.TryTake("first") ? " nulls first" : tokens.TryTake("last") ? " nulls last"
                    : throw KustoException.Syntax(tokens.Current.Text, tokens.Current.At, "'first' or 'last'");
            return new NamedExpression(null, new CallExpression(value.At, direction, [value]));
        });
    }

    private KustoOperator ReadSummarize(int at)
    {
        var options = ReadOptions();
        var items = tokens.Is("by") ? [] : expressions.ReadList(expressions.ReadNamed);
        var by = tokens.TryTake("by") ? expressions.ReadList(expressions.ReadNamed) : [];
        return New(at, "summarize", items, by, options);
    }

    private KustoOperator ReadUnion(int at) =>
        New(at, "union", [], null, ReadOptions(), expressions.ReadList(readTable));

    private KustoOperator ReadJoin(int at, string name)
    {
        var options = ReadOptions();
        var table = readTable();
        tokens.Expect("on");
        return New(at, name, [], expressions.ReadList(() => new NamedExpression(null, expressions.Read())), options, [table]);
    }

    private KustoOperator ReadExpand(int at)
    {
        var options = ReadOptions();
        var types = new Dictionary<string, string>(options);
        var items = expressions.ReadList(() =>
        {
            var item = expressions.ReadNamed();
            if (!tokens.TryTake("to")) return item;
            tokens.Expect("typeof");
            tokens.Expect("(");
            types[item.Value is NameExpression name ? item.Name ?? name.Name : item.Name ?? ""] = tokens.ExpectName();
            tokens.Expect(")");
            return item;
        });
        return New(at, "mv-expand", items, null, types);
    }

    // How it is shown is nothing to an answer.
    private KustoOperator ReadRender(int at)
    {
        while (tokens.Current.Kind != KustoTokenKind.End && !tokens.Is("|") && !tokens.Is(";") && !tokens.Is(")"))
        {
            if (tokens.Take().Text != "(") continue;
            while (!tokens.Is(")") && tokens.Current.Kind != KustoTokenKind.End) tokens.Take();
            tokens.Expect(")");
        }

        return New(at, "render", []);
    }

    private KustoOperator ReadRange(int at)
    {
        var name = tokens.ExpectName();
        tokens.Expect("from");
        var from = expressions.Read();
        tokens.Expect("to");
        var to = expressions.Read();
        tokens.Expect("step");
        return New(at, "range", [new(name, from), new(null, to), new(null, expressions.Read())]);
    }

    private Dictionary<string, string> ReadOptions()
    {
        var options = new Dictionary<string, string>();
        while (tokens.Current.Kind == KustoTokenKind.Name && (IsOption() || tokens.Current.Text == "hint"))
        {
            var name = tokens.Take().Text;
            if (tokens.TryTake(".")) name += $".{tokens.ExpectName()}";
            tokens.Expect("=");
            options[name] = tokens.Take().Text;
        }

        return options;
    }

    private bool IsOption() => tokens.Current.Text is "kind" or "withsource" or "isfuzzy" or "bagexpansion" or "with_itemindex"
        && tokens.Ahead(1).Text == "=";
}
