using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.EngineRecordings;

namespace MlopsInfra.ProviderPlugin.Tests.Support;

/// <summary>Where a JSON value differs from a recorded one. A time is any time.</summary>
internal static class JsonDifference
{
    /// <summary>The differences, a line each.</summary>
    /// <param name="expected">What was recorded.</param>
    /// <param name="actual">What there is.</param>
    /// <param name="path">Where they stand.</param>
    public static IEnumerable<string> Of(JsonNode? expected, JsonNode? actual, string path = "$") => (expected, actual) switch
    {
        (JsonObject left, JsonObject right) => left.Select(member => member.Key).Union(right.Select(member => member.Key))
            .SelectMany(key => Of(left[key], right[key], $"{path}.{key}")),
        (JsonArray left, JsonArray right) when left.Count == right.Count =>
            left.Zip(right).SelectMany((pair, i) => Of(pair.First, pair.Second, $"{path}[{i}]")),
        (JsonValue left, JsonValue right) when left.ToString() == RecordedCall.Time && IsTime(right.ToString()) => [],
        _ when JsonNode.DeepEquals(expected, actual) => [],
        _ => [$"{path}: recorded {Text(expected)}, now {Text(actual)}"],
    };

    private static bool IsTime(string text) =>
        text.Contains(':', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
