using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Cases;

/// <summary>One place where the two sides are not equal.</summary>
/// <param name="Path">Where, as in <c>deployed.jobs.train.limits.timeout</c>.</param>
/// <param name="Theirs">What Microsoft's client sends; null if nothing.</param>
/// <param name="Ours">What a publish sends; null if nothing.</param>
internal sealed record Difference(string Path, string? Theirs, string? Ours)
{
    public const string Absent = "(absent)";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Where one side has none of these, it is shown what the other has in it.
    private static readonly string[] Maps = ["tags", "properties", "inputs", "outputs"];

    public override string ToString() => $"{Path}\n    az ml: {Short(Theirs)}\n    mlops: {Short(Ours)}";

    /// <summary>All places, at the deepest level that both sides have.</summary>
    public static IEnumerable<Difference> Between(string path, JsonNode? theirs, JsonNode? ours)
    {
        if (theirs is JsonObject left && ours is JsonObject right)
        {
            return left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key)).SelectMany(key =>
                left.ContainsKey(key) && right.ContainsKey(key) ? Between($"{path}.{key}", left[key], right[key])
                : Maps.Contains(key) && (left[key] ?? right[key]) is JsonObject { Count: > 0 }
                    ? Between($"{path}.{key}", left[key] ?? new JsonObject(), right[key] ?? new JsonObject())
                : [new Difference($"{path}.{key}", Text(left, key), Text(right, key))]);
        }

        if (theirs is JsonArray one && ours is JsonArray other && one.Count == other.Count)
            return one.SelectMany((item, index) => Between($"{path}[{index}]", item, other[index]));
        var (theirText, ourText) = (Text(theirs), Text(ours));
        return theirText == ourText ? [] : [new Difference(path, theirText, ourText)];
    }

    private static string? Text(JsonObject map, string key) => map.ContainsKey(key) ? Text(map[key]) : null;

    // 1 and 1.0 are one number on the wire, and not one text.
    private static string Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<decimal>(out var number)
            ? (number / 1.000000000000000000000000000000000m).ToString()
            : node?.ToJsonString(Plain).Replace(RecordedCase.Workspace, "{workspace}", StringComparison.Ordinal) ?? "null";

    private static string Short(string? text) => text switch
    {
        null => Absent,
        { Length: > 400 } => text[..400] + "...",
        _ => text,
    };
}
