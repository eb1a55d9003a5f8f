using System.Globalization;
using System.Text.RegularExpressions;

namespace MlopsInfra.Pipelines.Tests.GitHub;

/// <summary>
/// Evaluates an expression as GitHub Actions does: operators, texts, names of contexts, <c>cancelled()</c> and <c>format()</c>.
/// What is absent is null; null, false and the empty text count as no. Fails on any other form.
/// </summary>
internal sealed partial class Expression
{
    private readonly IReadOnlyDictionary<string, object?> _context;
    private readonly List<string> _tokens;
    private int _at;

    private Expression(string text, IReadOnlyDictionary<string, object?> context)
    {
        _context = context;
        _tokens = [.. Token().Matches(text).Select(match => match.Value)];
        Assert.Equal(Blank().Replace(text, ""), Blank().Replace(string.Concat(_tokens), ""));
    }

    /// <summary>The value of an expression, with or without <c>${{ }}</c> around it; other text is its own value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="context">
    /// The values of names, as in <c>inputs.start</c>; <c>cancelled()</c> is the name <c>cancelled</c>.
    /// </param>
    /// <param name="isCondition">Whether it is one without the braces, too.</param>
    public static object? Evaluate(string text, IReadOnlyDictionary<string, object?> context, bool isCondition = false)
    {
        var whole = Whole().Match(text);
        if (!whole.Success && !isCondition)
        {
            Assert.DoesNotContain("${{", text, StringComparison.Ordinal);
            return text;
        }

        var expression = new Expression(whole.Success ? whole.Groups[1].Value : text, context);
        var value = expression.Or();
        Assert.Equal(expression._tokens.Count, expression._at);
        return value;
    }

    /// <summary>Whether a value counts as yes.</summary>
    public static bool IsTrue(object? value) => value is not (null or false or "");

    private object? Or()
    {
        var value = And();
        while (Take("||"))
        {
            var other = And();
            value = IsTrue(value) ? value : other;
        }

        return value;
    }

    private object? And()
    {
        var value = Comparison();
        while (Take("&&"))
        {
            var other = Comparison();
            value = IsTrue(value) ? other : value;
        }

        return value;
    }

    private object? Comparison()
    {
        var value = Unary();
        if (Take("==")) return AreEqual(value, Unary());
        return Take("!=") ? !AreEqual(value, Unary()) : value;
    }

    private object? Unary()
    {
        if (Take("!")) return !IsTrue(Unary());
        if (Take("("))
        {
            var inner = Or();
            Assert.True(Take(")"));
            return inner;
        }

        var token = _tokens[_at++];
        if (token[0] == '\'') return token[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (token is "true" or "false") return token == "true";
        if (!Take("(")) return _context.GetValueOrDefault(token);
        var arguments = new List<object?>();
        while (!Take(")"))
        {
            arguments.Add(Or());
            Take(",");
        }

        return token switch
        {
            "cancelled" => IsTrue(_context.GetValueOrDefault("cancelled")),
            "format" => string.Format(CultureInfo.InvariantCulture, (string)arguments[0]!, [.. arguments.Skip(1)]),
            _ => throw new InvalidDataException($"unknown function {token}"),
        };
    }

    // Of different types, both become numbers: null, false and the empty text are 0.
    private static bool AreEqual(object? one, object? other) =>
        one is string left && other is string right ? left.Equals(right, StringComparison.OrdinalIgnoreCase)
            : one?.GetType() == other?.GetType() ? Equals(one, other) : !IsTrue(one) && !IsTrue(other);

    private bool Take(string token)
    {
        if (_at >= _tokens.Count || _tokens[_at] != token) return false;
        _at++;
        return true;
    }

    [GeneratedRegex(@"^\$\{\{((?:(?!\}\}).)*)\}\}$", RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex(@"'(?:[^']|'')*'|\|\||&&|==|!=|[!(),]|[A-Za-z_][\w.-]*")]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
