namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>Goes through the pieces of a query.</summary>
/// <param name="tokens">The pieces.</param>
internal sealed class TokenReader(IReadOnlyList<KustoToken> tokens)
{
    // The program's own stack must outlast any query.
    private const int DeepestNesting = 100;

    private int _at;
    private int _depth;

    /// <summary>The piece that comes next.</summary>
    public KustoToken Current => tokens[_at];

    /// <summary>A later piece.</summary>
    /// <param name="ahead">How many further.</param>
    public KustoToken Ahead(int ahead) => tokens[Math.Min(_at + ahead, tokens.Count - 1)];

    /// <summary>Takes the next piece.</summary>
    public KustoToken Take()
    {
        var token = Current;
        if (token.Kind != KustoTokenKind.End) _at++;
        return token;
    }

    /// <summary>Whether a symbol or a keyword comes next.</summary>
    /// <param name="text">The symbol or keyword.</param>
    public bool Is(string text) => Current.Kind is KustoTokenKind.Symbol or KustoTokenKind.Name && Current.Text == text;

    /// <summary>Takes a symbol or a keyword if it comes next.</summary>
    /// <param name="text">The symbol or keyword.</param>
    /// <returns>Whether it did.</returns>
    public bool TryTake(string text)
    {
        if (!Is(text)) return false;
        _at++;
        return true;
    }

    /// <summary>Takes a symbol or a keyword that has to come next.</summary>
    /// <param name="text">The symbol or keyword.</param>
    public void Expect(string text)
    {
        if (!TryTake(text)) throw KustoException.Syntax(Current.Text, Current.At, $"'{text}'");
    }

    /// <summary>Takes a name that has to come next.</summary>
    public string ExpectName() => Current.Kind is KustoTokenKind.Name or KustoTokenKind.QuotedName
        ? Take().Text : throw KustoException.Syntax(Current.Text, Current.At, "a name");

    /// <summary>Reads something that may hold more of its kind.</summary>
    /// <param name="read">Reads it.</param>
    public T Nested<T>(Func<T> read)
    {
        if (++_depth > DeepestNesting)
            throw KustoException.Semantic("SYN0100", $"The query is nested more than {DeepestNesting} levels deep", Current.At);
        var result = read();
        _depth--;
        return result;
    }
}
