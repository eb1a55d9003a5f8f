using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>
/// Reads template expressions: calls, texts in single quotation marks, whole numbers, and access by <c>.name</c> and
/// <c>[key]</c>. Source: "Syntax and expressions in ARM templates".
/// </summary>
internal sealed class TemplateExpressionParser
{
    private const int DeepestNesting = 100;

    private readonly string _text;
    private int _at;
    private int _depth;

    private TemplateExpressionParser(string text) => _text = text;

    /// <summary>Whether a text is an expression, and not just a text.</summary>
    /// <param name="text">The text, as it stands in the template.</param>
    public static bool IsExpression(string text) => text is ['[', .., ']'] && text[1] != '[';

    /// <summary>The text that is meant where it is no expression: two brackets at the start stand for one.</summary>
    /// <param name="text">The text, as it stands in the template.</param>
    public static string Unescape(string text) =>
        text.StartsWith("[[", StringComparison.Ordinal) && text.EndsWith(']') ? text[1..] : text;

    /// <summary>A text so written that it is read as itself.</summary>
    /// <param name="text">The text.</param>
    public static string Escape(string text) => text is ['[', .., ']'] ? "[" + text : text;

    /// <summary>Parses an expression with the brackets around it.</summary>
    /// <exception cref="TemplateException">It is no expression.</exception>
    public static TemplateExpression Parse(string text)
    {
        var parser = new TemplateExpressionParser(text[1..^1]);
        var expression = parser.ReadExpression();
        return parser.Next() == '\0' ? expression : throw parser.Expected("EndOfData");
    }

    private TemplateExpression ReadExpression()
    {
        if (++_depth > DeepestNesting)
            throw new TemplateException($"The language expression '{_text}' is nested more than {DeepestNesting} deep.");
        var expression = ReadPrimary();
        while (true)
        {
            switch (Next())
            {
                case '[':
                    _at++;
                    var key = ReadExpression();
                    Take(']', "RightSquareBracket");
                    expression = new TemplateExpression.Member(expression, key);
                    break;
                case '.':
                    _at++;
                    expression = new TemplateExpression.Member(expression, new TemplateExpression.Literal(ReadName()));
                    break;
                default:
                    _depth--;
                    return expression;
            }
        }
    }

    private TemplateExpression ReadPrimary()
    {
        var next = Next();
        if (next == '\'') return new TemplateExpression.Literal(ReadText());
        if (char.IsAsciiDigit(next) || next is '-' or '+') return new TemplateExpression.Literal(ReadNumber());
        var name = ReadName();
        // A function of the template's own stands in a namespace.
        if (Next() == '.')
        {
            _at++;
            name = $"{name}.{ReadName()}";
        }

        if (Next() != '(') throw Expected("LeftParenthesis");
        return new TemplateExpression.Call(name, ReadArguments());
    }

    private List<TemplateExpression> ReadArguments()
    {
        _at++;
        var arguments = new List<TemplateExpression>();
        if (Next() == ')')
        {
            _at++;
            return arguments;
        }

        while (true)
        {
            arguments.Add(ReadExpression());
            if (Next() != ',')
            {
                Take(')', "RightParenthesis");
                return arguments;
            }

            _at++;
        }
    }

    private string ReadText()
    {
        var text = new StringBuilder();
        _at++;
        while (_at < _text.Length)
        {
            var character = _text[_at++];
            if (character != '\'') text.Append(character);
            else if (_at < _text.Length && _text[_at] == '\'') text.Append(_text[_at++]);
            else return text.ToString();
        }

        throw new TemplateException($"Unable to parse language expression '{_text}': a text that is begun does not end.");
    }

    private JsonValue ReadNumber()
    {
        var start = _at++;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        return long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number)
            ? JsonValue.Create(number) : throw Expected("Integer");
    }

    private string ReadName()
    {
        Next();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$')) _at++;
        return _at > start ? _text[start.._at] : throw Expected("Identifier");
    }

    private void Take(char character, string token)
    {
        if (Next() != character) throw Expected(token);
        _at++;
    }

    private char Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private TemplateException Expected(string token)
    {
        var actual = Next() switch
        {
            '\0' => "EndOfData",
            '(' => "LeftParenthesis",
            ')' => "RightParenthesis",
            '[' => "LeftSquareBracket",
            ']' => "RightSquareBracket",
            ',' => "Comma",
            '.' => "Dot",
            '\'' => "LiteralString",
            var other when char.IsAsciiDigit(other) => "Integer",
            _ => "Identifier",
        };
        return new($"Unable to parse language expression '{_text}': expected token '{token}' and actual '{actual}'.");
    }
}
