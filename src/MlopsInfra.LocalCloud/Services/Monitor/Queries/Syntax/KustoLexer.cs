using System.Globalization;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Queries.Syntax;

/// <summary>Divides a query into its pieces.</summary>
internal sealed class KustoLexer
{
    private static readonly string[] Symbols =
        ["==", "!=", "<>", "<=", ">=", "=~", "!~", "..", .. "|()[]{},.;:=<>+-*/%".Select(symbol => symbol.ToString())];

    private readonly string _text;
    private int _at;

    private KustoLexer(string text) => _text = text;

    /// <summary>The pieces, the end as the last one.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="KustoException">There is something that belongs to no query.</exception>
    public static IReadOnlyList<KustoToken> Read(string query)
    {
        var lexer = new KustoLexer(query);
        var tokens = new List<KustoToken>();
        while (lexer.Next() is { } token) tokens.Add(token);
        tokens.Add(new KustoToken(KustoTokenKind.End, "", query.Length, query.Length));
        return tokens;
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private KustoToken? Next()
    {
        SkipBlanks();
        if (_at >= _text.Length) return null;
        var (start, first) = (_at, Peek());
        if (KustoStrings.TryRead(_text, ref _at, out var text)) return Literal(start, text, ColumnType.String);
        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1)))) return Number(start);
        if (char.IsLetter(first) || first is '_' or '$' || (first == '!' && char.IsLetter(Peek(1)))) return Name(start);
        if (first == '[' && QuotedName(start) is { } name) return name;
        var symbol = Array.Find(Symbols, known => _text.AsSpan(_at).StartsWith(known, StringComparison.Ordinal))
            ?? throw KustoException.Syntax(first.ToString(), start);
        _at += symbol.Length;
        return new KustoToken(KustoTokenKind.Symbol, symbol, start, _at);
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(Peek())) _at++;
            else if (Peek() == '/' && Peek(1) == '/') _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
            else return;
        }
    }

    private KustoToken Literal(int start, object? value, ColumnType type) =>
        new(KustoTokenKind.Literal, _text[start.._at], start, _at, value, type);

    private KustoToken Number(int start)
    {
        if (Peek() == '0' && Peek(1) is 'x' or 'X') _at += 2;
        while (char.IsAsciiHexDigit(Peek()) && _text[start.._at].StartsWith("0x", StringComparison.OrdinalIgnoreCase)) _at++;
        while (char.IsAsciiDigit(Peek())) _at++;
        var isWhole = true;
        // In 1..5 the dots are no part of a number.
        if (Peek() == '.' && Peek(1) != '.')
        {
            isWhole = false;
            _at++;
            while (char.IsAsciiDigit(Peek())) _at++;
        }

        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            isWhole = false;
            _at += 2;
            while (char.IsAsciiDigit(Peek())) _at++;
        }

        var number = _text[start.._at];
        while (char.IsLetter(Peek())) _at++;
        if (_text[(start + number.Length).._at] is { Length: > 0 } unit) return WithUnit(start, number, unit);
        if (isWhole)
            return Literal(start, KustoLiterals.Whole(number) ?? throw KustoException.Syntax(number, start), ColumnType.Long);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
            ? Literal(start, real, ColumnType.Real) : throw KustoException.Syntax(number, start);
    }

    private KustoToken WithUnit(int start, string number, string unit) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
        && KustoLiterals.Duration(count, unit) is { } duration
            ? Literal(start, duration, ColumnType.TimeSpan) : throw KustoException.Syntax(number + unit, start);

    private KustoToken Name(int start)
    {
        _at++;
        while (char.IsLetterOrDigit(Peek()) || Peek() == '_') _at++;
        if (_text[start.._at] is "in" or "!in" && Peek() == '~') _at++;
        var name = _text[start.._at];
        if (name is "true" or "false") return Literal(start, name == "true", ColumnType.Bool);
        if (name == "null") return Literal(start, null, ColumnType.Dynamic);
        if (!KustoLiterals.IsConstructor(name)) return new KustoToken(KustoTokenKind.Name, name, start, _at);
        var before = _at;
        SkipBlanks();
        if (Peek() == '(') return Constructed(start, KustoLiterals.TypeOf(name)!.Value);
        _at = before;
        return new KustoToken(KustoTokenKind.Name, name, start, _at);
    }

    private KustoToken Constructed(int start, ColumnType type)
    {
        var (open, depth) = (++_at, 1);
        while (depth > 0)
        {
            if (_at >= _text.Length) throw KustoException.Syntax(_text[start..], start, "a ')'");
            if (KustoStrings.TryRead(_text, ref _at, out _)) continue;
            depth += Peek() switch { '(' => 1, ')' => -1, _ => 0 };
            _at++;
        }

        return KustoLiterals.TryRead(type, _text[open..(_at - 1)], out var value)
            ? Literal(start, value, type) : throw KustoException.Syntax(_text[start.._at], start);
    }

    // ['a name']; anything else in brackets is an index or a list.
    private KustoToken? QuotedName(int start)
    {
        var end = _at + 1;
        if (!KustoStrings.TryRead(_text, ref end, out var name) || end >= _text.Length || _text[end] != ']') return null;
        _at = end + 1;
        return new KustoToken(KustoTokenKind.QuotedName, name, start, _at);
    }
}
