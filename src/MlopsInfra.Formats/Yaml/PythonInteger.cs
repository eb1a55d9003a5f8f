using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace MlopsInfra.Formats.Yaml;

/// <summary>Integers as Python reads them.</summary>
public static partial class PythonInteger
{
    /// <summary>What Python's <c>int</c> makes of a text; null where it refuses.</summary>
    public static BigInteger? OfText(string text)
    {
        var trimmed = text.Trim();
        return Form().IsMatch(trimmed)
            ? BigInteger.Parse(trimmed.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"^[-+]?[0-9]+(_[0-9]+)*\z")]
    private static partial Regex Form();
}
