using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.AzurePolicy.Language;

/// <summary>Reads expressions ("Syntax and expressions in ARM templates").</summary>
internal sealed class PolicyExpressionParser
{
    private readonly string _text;
    private int _at;

    private PolicyExpressionParser(string text) => _text = text;

    /// <summary>
    /// Whether a text is an expression: in brackets, of which two at the beginning stand for one that is meant.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool IsExpression(string text) => text.Length > 1 && text[0] == '[' && text[1] != '[' && text[^1] == ']';

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text with its brackets.</param>
    /// <exception cref="PolicyLanguageException">It is none.</exception>
    public static PolicyExpression Parse(string text)
    {
        var parser = new PolicyExpressionParser(text[1..^1]);
        var expression = parser.ParseExpression();
        parser.SkipSpace();
        return parser._at == parser._text.Length ? expression : throw parser.Wrong("the end");
    }

    private PolicyExpression ParseExpression()
    {
        SkipSpace();
        if (_at == _text.Length) throw Wrong("a value");
        var first = _text[_at];
        PolicyExpression expression = first == '\''
            ? new PolicyExpression.Literal(ParseText())
            : first is '-' || char.IsDigit(first) ? new PolicyExpression.Literal(ParseNumber()) : ParseCall();
        return ParseMembers(expression);
    }

    private PolicyExpression ParseMembers(PolicyExpression target)
    {
        while (true)
        {
            SkipSpace();
            if (Take('.')) target = new PolicyExpression.Member(target, new PolicyExpression.Literal(ParseName()));
            else if (Take('['))
            {
                target = new PolicyExpression.Member(target, ParseExpression());
                Expect(']');
            }
            else return target;
        }
    }

    private PolicyExpression.Call ParseCall()
    {
        var name = ParseName();
        Expect('(');
        var arguments = new List<PolicyExpression>();
        SkipSpace();
        if (Take(')')) return new PolicyExpression.Call(name, arguments);
        do arguments.Add(ParseExpression());
        while (Take(','));
        Expect(')');
        return new PolicyExpression.Call(name, arguments);
    }

    private string ParseName()
    {
        SkipSpace();
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_')) _at++;
        return _at > start ? _text[start.._at] : throw Wrong("a name");
    }

    private JsonValue ParseNumber()
    {
        var start = _at++;
        while (_at < _text.Length && (char.IsDigit(_text[_at]) || _text[_at] == '.')) _at++;
        return decimal.TryParse(_text[start.._at], CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number) : throw Wrong("a number");
    }

    // A quotation mark in a text is written twice.
    private JsonValue ParseText()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] != '\'') text.Append(_text[_at]);
            else if (_at + 1 < _text.Length && _text[_at + 1] == '\'') text.Append(_text[_at++]);
            else
            {
                _at++;
                return JsonValue.Create(text.ToString());
            }
        }

        throw Wrong("a closing quotation mark");
    }

    private void Expect(char character)
    {
        SkipSpace();
        if (!Take(character)) throw Wrong($"'{character}'");
    }

    private bool Take(char character)
    {
        SkipSpace();
        if (_at == _text.Length || _text[_at] != character) return false;
        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private PolicyLanguageException Wrong(string wanted) =>
        new($"The expression '[{_text}]' has something else than {wanted} at position {_at + 1}.");
}
