using System.Globalization;

namespace MlopsInfra.Formats.Yaml;

/// <summary>Floats as Python reads and writes them.</summary>
public static class PythonFloat
{
    /// <summary>
    /// Python's <c>repr</c>: the shortest text that gives the same float, with a dot or an exponent, so that 1 is <c>1.0</c>. The
    /// exponent stands from 1e16 on and below 1e-4, with two digits at least.
    /// </summary>
    public static string Repr(double value)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        var sign = double.IsNegative(value) ? "-" : "";
        // .NET's shortest form has the same digits; only where the dot and the exponent stand differs.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Digits(shortest);
        if (exponent is < -4 or >= 16)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        var whole = digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole[..(exponent + 1)]}.{(whole.Length > exponent + 1 ? whole[(exponent + 1)..] : "0")}";
    }

    /// <summary>A number in digits with or without a dot and an exponent.</summary>
    public static double Parse(string digits) => double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>What Python's <c>float</c> makes of a text; null where it refuses.</summary>
    public static double? OfText(string text)
    {
        var trimmed = text.Trim();
        // Between digits only, an underscore is taken.
        for (var i = trimmed.IndexOf('_', StringComparison.Ordinal); i >= 0; i = trimmed.IndexOf('_', i + 1))
        {
            if (i == 0 || i == trimmed.Length - 1 || !char.IsAsciiDigit(trimmed[i - 1]) || !char.IsAsciiDigit(trimmed[i + 1]))
                return null;
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(trimmed.Replace("_", "", StringComparison.Ordinal), style, CultureInfo.InvariantCulture,
            out var value)
            && double.IsFinite(value)
            ? value : null;
    }

    /// <summary>The digits without zeros around them, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Digits(string shortest)
    {
        var parts = shortest.Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        if (digits.Length == 0) return ("0", 0);
        exponent += (dot < 0 ? all.Length : dot) - 1 - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return (digits, exponent);
    }
}
