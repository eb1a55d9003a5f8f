using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

/// <summary>
/// Reads expressions: literals, calls, and access by <c>.name</c>, <c>[key]</c>, <c>?.name</c> and <c>?[key]</c>. Source:
/// "Reference guide to workflow expression functions in Azure Logic Apps and Power Automate".
/// </summary>
internal sealed class ExpressionParser
{
    private const int DeepestNesting = 100;

    private readonly string _text;
    private int _at;
    private int _depth;

    private ExpressionParser(string text, int start)
    {
        _text = text;
        _at = start;
    }

    /// <summary>Parses a whole text, without the <c>@</c> before it.</summary>
    /// <exception cref="ExpressionException">It is no expression.</exception>
    public static Expression Parse(string text)
    {
        var parser = new ExpressionParser(text, 0);
        var expression = parser.ReadExpression();
        parser.SkipSpace();
        return parser._at == text.Length ? expression : throw parser.Unexpected();
    }

    /// <summary>Parses an expression inside of a text, up to the brace that ends it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the expression begins, after <c>@{</c>.</param>
    /// <returns>The expression, and where the text goes on after the brace.</returns>
    /// <exception cref="ExpressionException">It is no expression, or the brace is missing.</exception>
    public static (Expression Expression, int End) ParseEmbedded(string text, int start)
    {
        var parser = new ExpressionParser(text, start);
        var expression = parser.ReadExpression();
        parser.Take('}');
        return (expression, parser._at);
    }

    private Expression ReadExpression()
    {
        if (++_depth > DeepestNesting)
            throw new ExpressionException($"The expression is nested more than {DeepestNesting} deep.");
        var expression = ReadPrimary();
        while (true)
        {
            SkipSpace();
            var isSafe = Peek() == '?';
            if (isSafe) _at++;
            if (Peek() == '[')
            {
                _at++;
                var key = ReadExpression();
                Take(']');
                expression = new Expression.Member(expression, key, isSafe);
            }
            else if (Peek() == '.')
            {
                _at++;
                expression = new Expression.Member(expression, new Expression.Literal(ReadName()), isSafe);
            }
            else if (isSafe)
            {
                throw Unexpected();
            }
            else
            {
                _depth--;
                return expression;
            }
        }
    }

    private Expression ReadPrimary()
    {
        SkipSpace();
        var next = Peek();
        if (next == '\'') return new Expression.Literal(ReadString());
        if (char.IsAsciiDigit(next) || next is '-' or '+') return new Expression.Literal(ReadNumber());
        var name = ReadName();
        SkipSpace();
        if (Peek() == '(') return new Expression.Call(name, ReadArguments());
        return name.ToLowerInvariant() switch
        {
            "true" => new Expression.Literal(true),
            "false" => new Expression.Literal(false),
            "null" => new Expression.Literal(null),
            _ => throw new ExpressionException(
                $"'{name}' at position {_at} is neither a function call nor a literal (strings are in single quotes)."),
        };
    }

    private List<Expression> ReadArguments()
    {
        Take('(');
        var arguments = new List<Expression>();
        SkipSpace();
        if (Peek() == ')')
        {
            _at++;
            return arguments;
        }

        while (true)
        {
            arguments.Add(ReadExpression());
            SkipSpace();
            if (Peek() == ')')
            {
                _at++;
                return arguments;
            }

            Take(',');
        }
    }

    private string ReadString()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < _text.Length)
        {
            var character = _text[_at++];
            if (character != '\'') text.Append(character);
            else if (Peek() == '\'') text.Append(_text[_at++]);
            else return text.ToString();
        }

        throw new ExpressionException($"The string that begins at position {start} does not end.");
    }

    private JsonValue ReadNumber()
    {
        var start = _at++;
        while (char.IsAsciiDigit(Peek()) || Peek() is '.' or 'e' or 'E' || (Peek() is '-' or '+' && _text[_at - 1] is 'e' or 'E'))
            _at++;
        var text = _text.AsSpan(start, _at - start);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return JsonValue.Create(integer);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : throw new ExpressionException($"'{text}' at position {start} is no number.");
    }

    private string ReadName()
    {
        SkipSpace();
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_') _at++;
        return _at > start ? _text[start.._at] : throw Unexpected();
    }

    private void Take(char expected)
    {
        SkipSpace();
        if (Peek() != expected)
            throw new ExpressionException($"'{expected}' is expected at position {_at}, but there is {Described()}.");
        _at++;
    }

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Peek())) _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private ExpressionException Unexpected() =>
        new($"There is {Described()} at position {_at}, where an expression is expected.");

    private string Described() => _at < _text.Length ? $"'{_text[_at]}'" : "the end";
}
