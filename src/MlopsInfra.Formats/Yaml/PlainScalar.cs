using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace MlopsInfra.Formats.Yaml;

/// <summary>
/// What a scalar without quotes means to PyYAML, which the Azure ML client reads with. It holds to YAML 1.1: <c>yes</c> is a
/// boolean, <c>010</c> is 8, <c>1:30</c> is 90, and <c>2e-5</c> is text, since a float needs a dot and a signed exponent.
/// </summary>
public static partial class PlainScalar
{
    /// <summary>What a text without quotes is.</summary>
    /// <param name="text">The text.</param>
    public static PlainKind KindOf(string text) => text switch
    {
        // Most scalars are words, and a word that is more begins with one of these letters.
        [not ((>= '+' and <= '9') or '~' or '<' or '=' or (>= 'N' and <= 'Y') or 'F' or (>= 'n' and <= 'y') or 'f'), ..]
            => PlainKind.Text,
        "" or "~" or "null" or "Null" or "NULL" => PlainKind.Null,
        "<<" => PlainKind.Merge,
        "=" => PlainKind.Invalid,
        _ when BooleanOf(text) is not null => PlainKind.Boolean,
        _ when Float().IsMatch(text) => PlainKind.Float,
        _ when Integer().IsMatch(text) => IntegerOf(text) is null ? PlainKind.Invalid : PlainKind.Integer,
        _ when Timestamp().IsMatch(text) => PlainKind.Timestamp,
        _ => PlainKind.Text,
    };

    /// <summary>The value of a boolean; null for what is none.</summary>
    /// <param name="text">The text.</param>
    public static bool? BooleanOf(string text) => text switch
    {
        "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => true,
        "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => false,
        _ => null,
    };

    /// <summary>The value of an integer; null for a base without digits, which has the form of one and no value.</summary>
    /// <param name="text">A text of the kind <see cref="PlainKind.Integer"/>.</param>
    public static BigInteger? IntegerOf(string text)
    {
        var (negative, digits) = Sign(text.Replace("_", "", StringComparison.Ordinal));
        BigInteger? value = digits switch
        {
            "0" => BigInteger.Zero,
            "0b" or "0x" => null,
            ['0', 'b', .. var binary] => InBase(binary, 2),
            ['0', 'x', .. var hexadecimal] => InBase(hexadecimal, 16),
            ['0', .. var octal] => InBase(octal, 8),
            _ => digits.Split(':').Aggregate(BigInteger.Zero,
                (sum, part) => (sum * 60) + BigInteger.Parse(part, CultureInfo.InvariantCulture)),
        };
        return negative ? -value : value;
    }

    /// <summary>The value of a float.</summary>
    /// <param name="text">A text of the kind <see cref="PlainKind.Float"/>.</param>
    public static double FloatOf(string text)
    {
        var (negative, digits) = Sign(text.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant());
        var value = digits switch
        {
            ".inf" => double.PositiveInfinity,
            ".nan" => double.NaN,
            _ when digits.Contains(':', StringComparison.Ordinal) => Sexagesimal(digits),
            _ => PythonFloat.Parse(digits),
        };
        return negative ? -value : value;
    }

    // Python adds up from the last part, with floats: the order decides the last digit.
    private static double Sexagesimal(string digits)
    {
        var (sum, weight) = (0.0, 1.0);
        foreach (var part in digits.Split(':').Reverse())
        {
            sum += PythonFloat.Parse(part) * weight;
            weight *= 60;
        }

        return sum;
    }

    private static BigInteger InBase(string digits, int radix) =>
        digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * radix) + Convert.ToInt32(digit.ToString(), 16));

    private static (bool Negative, string Digits) Sign(string text) =>
        (text[0] == '-', text[0] is '-' or '+' ? text[1..] : text);

    [GeneratedRegex(@"^([-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?|\.[0-9][0-9_]*([eE][-+][0-9]+)?" +
        @"|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex Float();

    [GeneratedRegex("^([-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+" +
        @"|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+)\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}" +
        @"(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?)\z")]
    private static partial Regex Timestamp();
}
