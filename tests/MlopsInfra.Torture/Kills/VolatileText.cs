using System.Text.RegularExpressions;

namespace MlopsInfra.Torture.Kills;

/// <summary>What in names and values is another one each time: times, as text and as the cloud's tags of versions.</summary>
internal static partial class VolatileText
{
    /// <summary>The text with a word in the place of each.</summary>
    public static string Replace(string text) => Tag().Replace(Time().Replace(text, "TIME"), "TAG");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:?\d\d:?\d\d(\.\d+)?(Z|[+-]\d\d:\d\d|\\u002B\d\d:\d\d)")]
    private static partial Regex Time();

    // 0x8DE... and folders named by it: ticks of a time of this century.
    [GeneratedRegex(@"\b(0x)?8[dD][0-9a-fA-F]{13}\b")]
    private static partial Regex Tag();
}
