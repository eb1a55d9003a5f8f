using System.Text.RegularExpressions;

namespace MlopsInfra.Torture.Kills;

/// <summary>What in names and values is another one each time: times, and the tags that tell versions apart.</summary>
internal static partial class VolatileText
{
    /// <summary>The text with a word in the place of each.</summary>
    public static string Replace(string text) => Tag().Replace(Time().Replace(text, "TIME"), "TAG");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:?\d\d:?\d\d(\.\d+)?(Z|[+-]\d\d:\d\d|\\u002B\d\d:\d\d)")]
    private static partial Regex Time();

    // 0x and 15 digits; folders named by the ticks of a time of this century have no 0x.
    [GeneratedRegex(@"\b(0x[0-9A-F]{15}|8d[0-9a-f]{13})\b")]
    private static partial Regex Tag();
}
