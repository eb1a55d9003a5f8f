using System.Globalization;
using System.Text.RegularExpressions;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>Durations as Go writes them: <c>1m30s</c>, <c>500ms</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>The nanoseconds of a duration; null where it is none.</summary>
    /// <param name="text">The duration.</param>
    public static long? Nanoseconds(string text)
    {
        if (!Whole().IsMatch(text)) return null;
        return (long)Part().Matches(text).Sum(part =>
            decimal.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * Unit(part.Groups["unit"].Value));
    }

    private static decimal Unit(string unit) => unit switch
    {
        "h" => 3_600_000_000_000,
        "m" => 60_000_000_000,
        "s" => 1_000_000_000,
        "ms" => 1_000_000,
        "us" or "µs" => 1_000,
        _ => 1,
    };

    [GeneratedRegex(@"^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<number>\d+(?:\.\d+)?)(?<unit>h|ms|m|s|us|µs|ns)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
