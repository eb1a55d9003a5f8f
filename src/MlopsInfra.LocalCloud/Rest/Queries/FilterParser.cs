namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>
/// Reads a <c>$filter</c>: comparisons and functions with <c>and</c>, <c>or</c>, <c>not</c> and brackets, as OData writes them
/// and Azure takes them. <c>and</c> binds more tightly than <c>or</c>.
/// </summary>
internal sealed class FilterParser
{
    // More brackets than anybody writes; without an end they would use up the stack.
    private const int Deepest = 64;

    // A chain of "and" or "or" is as deep as it is long.
    private const int Longest = 1_000;

    private readonly IReadOnlyList<FilterToken> _tokens;
    private int _at;
    private int _depth;
    private int _terms;

    private FilterParser(IReadOnlyList<FilterToken> tokens) => _tokens = tokens;

    /// <summary>All comparisons that there are.</summary>
    public static IReadOnlyList<string> Operators { get; } = ["eq", "ne", "gt", "ge", "lt", "le"];

    /// <summary>Reads a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <exception cref="FilterSyntaxException">It is none.</exception>
    public static FilterExpression Parse(string filter)
    {
        var parser = new FilterParser(FilterLexer.Read(filter));
        var expression = parser.Or();
        return parser._at == parser._tokens.Count ? expression
            : throw new FilterSyntaxException($"'{parser.Next().Text}' is not expected");
    }

    private FilterExpression Or()
    {
        var left = And();
        while (Take("or")) left = new FilterExpression.Or(left, And());
        return left;
    }

    private FilterExpression And()
    {
        var left = Single();
        while (Take("and")) left = new FilterExpression.And(left, Single());
        return left;
    }

    private FilterExpression Single()
    {
        if (++_depth > Deepest) throw new FilterSyntaxException("it is too deep");
        if (++_terms > Longest) throw new FilterSyntaxException("it is too long");
        var single = Take("not") ? new FilterExpression.Not(Single()) : Take("(") ? Closed(Or()) : CallOrComparison();
        _depth--;
        return single;
    }

    private FilterExpression Closed(FilterExpression inner)
    {
        Require(")");
        return inner;
    }

    private FilterExpression CallOrComparison()
    {
        var name = Name();
        if (Take("(")) return new FilterExpression.Call(name, Arguments());
        var word = Next();
        var comparison = Operators.FirstOrDefault(word.Is)
            ?? throw new FilterSyntaxException($"'{word.Text}' is no comparison");
        var value = Value();
        return value.Kind == FilterValueKind.Name
            ? throw new FilterSyntaxException($"'{value.Text}' is no value")
            : new FilterExpression.Comparison(name, comparison, value);
    }

    private List<FilterValue> Arguments()
    {
        var arguments = new List<FilterValue>();
        if (Take(")")) return arguments;
        do arguments.Add(Value());
        while (Take(","));
        Require(")");
        return arguments;
    }

    private string Name()
    {
        var word = Next();
        return !word.IsQuoted && IsName(word.Text) ? word.Text : throw new FilterSyntaxException($"'{word.Text}' is no name");
    }

    private FilterValue Value()
    {
        var word = Next();
        if (word.IsQuoted) return new FilterValue(FilterValueKind.Text, word.Text);
        if (word.Text is "(" or ")" or ",") throw new FilterSyntaxException($"'{word.Text}' is no value");
        return new FilterValue(IsName(word.Text) ? FilterValueKind.Name : FilterValueKind.Bare, word.Text);
    }

    private static bool IsName(string text) =>
        char.IsAsciiLetter(text[0])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '_');

    private void Require(string mark)
    {
        if (!Take(mark)) throw new FilterSyntaxException($"'{mark}' is missing");
    }

    private bool Take(string word)
    {
        if (_at == _tokens.Count || !_tokens[_at].Is(word)) return false;
        _at++;
        return true;
    }

    private FilterToken Next() => _at < _tokens.Count ? _tokens[_at++] : throw new FilterSyntaxException("it ends too early");
}
