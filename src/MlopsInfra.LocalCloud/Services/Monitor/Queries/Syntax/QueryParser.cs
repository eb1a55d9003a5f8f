using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>Reads a whole query: statements, tables and pipes.</summary>
internal sealed class QueryParser
{
    // What begins a query without a table before it.
    private static readonly HashSet<string> Makers = ["print", "range", "union"];

    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;
    private readonly OperatorParser _operators;

    private QueryParser(TokenReader tokens)
    {
        _tokens = tokens;
        _expressions = new ExpressionParser(tokens, ReadPipeline);
        _operators = new OperatorParser(tokens, _expressions, ReadTable);
    }

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="KustoException">It is none.</exception>
    public static KustoQuery Parse(string query)
    {
        var parser = new QueryParser(new TokenReader(KustoLexer.Read(query)));
        return parser.Read();
    }

    /// <summary>Whether something that is a table for sure comes next.</summary>
    /// <param name="tokens">The pieces.</param>
    public static bool BeginsTable(TokenReader tokens) => tokens.Current.Kind == KustoTokenKind.Name
        && (tokens.Current.Text == "datatable"
            || (Makers.Contains(tokens.Current.Text) && tokens.Ahead(1).Text is not ("," or ")" or "." or "==" or "=")));

    private KustoQuery Read()
    {
        var lets = new List<LetStatement>();
        while (_tokens.Is("let") || _tokens.Is("set") || _tokens.Is(";"))
        {
            if (_tokens.TryTake(";")) continue;
            if (_tokens.Is("set")) throw KustoException.Missing("statement 'set'", _tokens.Current.At, ["let"]);
            lets.Add(ReadLet());
        }

        if (_tokens.Current.Kind == KustoTokenKind.End) throw KustoException.Syntax("", _tokens.Current.At, "a table");
        var body = ReadPipeline();
        while (_tokens.TryTake(";"))
        {
        }

        if (_tokens.Current.Kind != KustoTokenKind.End) throw KustoException.Syntax(_tokens.Current.Text, _tokens.Current.At);
        return new KustoQuery(lets, body);
    }

    private LetStatement ReadLet()
    {
        _tokens.Expect("let");
        var name = _tokens.ExpectName();
        _tokens.Expect("=");
        var at = _tokens.Current.At;
        // A function of the query's own begins with its parameters.
        if (_tokens.Is("(") && ((_tokens.Ahead(1).Text == ")" && _tokens.Ahead(2).Text == "{") || _tokens.Ahead(2).Text == ":"))
            throw KustoException.Missing($"function '{name}' that the query defines", at, ["let of values and of tables"]);
        var isTable = _tokens.Ahead(1).Text == "|" || BeginsTable(_tokens) || (_tokens.Is("(") && _tokens.Ahead(2).Text == "|");
        KustoExpression value = isTable ? new QueryExpression(at, ReadPipeline()) : _expressions.Read();
        if (_tokens.Is("|")) value = new QueryExpression(at, ReadOperators(at, value));
        if (_tokens.Current.Kind != KustoTokenKind.End) _tokens.Expect(";");
        return new LetStatement(name, value);
    }

    private KustoPipeline ReadPipeline()
    {
        var at = _tokens.Current.At;
        if (_tokens.Current.Kind == KustoTokenKind.Name && Makers.Contains(_tokens.Current.Text) && _tokens.Ahead(1).Text != "|")
            return ReadOperators(at, null, _operators.Read());
        return ReadOperators(at, ReadSource());
    }

    private KustoPipeline ReadOperators(int at, KustoExpression? source, params IEnumerable<KustoOperator> first)
    {
        var operators = first.ToList();
        while (_tokens.TryTake("|")) operators.Add(_operators.Read());
        return new KustoPipeline(at, source, operators);
    }

    // What join and union take: a table, or a query in brackets.
    private KustoPipeline ReadTable() => new(_tokens.Current.At, ReadSource(), []);

    private KustoExpression ReadSource() => _tokens.Nested<KustoExpression>(() =>
    {
        var at = _tokens.Current.At;
        if (_tokens.TryTake("("))
        {
            var inner = ReadPipeline();
            _tokens.Expect(")");
            return new QueryExpression(at, inner);
        }

        if (_tokens.Is("datatable")) return ReadDataTable();
        var name = _tokens.ExpectName();
        if (_tokens.Is("("))
            throw KustoException.Missing($"table function '{name}'", at, ["tables", "datatable", "print", "range", "union"]);
        // App* stands for all tables that begin so.
        return new NameExpression(at, _tokens.Is("*") && _tokens.Take() is not null ? $"{name}*" : name);
    });

    private DataTableExpression ReadDataTable()
    {
        var at = _tokens.Take().At;
        _tokens.Expect("(");
        var columns = _expressions.ReadList(ReadColumn);
        _tokens.Expect(")");
        var values = ReadValues();
        return values.Count % columns.Count == 0
            ? new DataTableExpression(at, columns, values)
            : throw KustoException.Semantic("SEM0001", $"{values.Count} values do not fill rows of {columns.Count} columns", at);
    }

    private IReadOnlyList<KustoExpression> ReadValues()
    {
        // A list of one text looks like a name in brackets.
        if (_tokens.Current.Kind == KustoTokenKind.QuotedName)
        {
            var text = _tokens.Take();
            return [new LiteralExpression(text.At, text.Text, ColumnType.String)];
        }

        _tokens.Expect("[");
        var values = _tokens.Is("]") ? [] : _expressions.ReadList(_expressions.Read);
        _tokens.Expect("]");
        return values;
    }

    private LogColumn ReadColumn()
    {
        var name = _tokens.ExpectName();
        _tokens.Expect(":");
        var (type, at) = (_tokens.ExpectName(), _tokens.Current.At);
        return new LogColumn(name, KustoLiterals.TypeOf(type) ?? throw KustoException.Syntax(type, at, "a type"));
    }
}
