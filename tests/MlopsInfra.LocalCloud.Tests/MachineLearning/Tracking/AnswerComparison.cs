using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>
/// What of a recorded answer is not in the one that was given. What is there besides is no difference: clients ignore it.
/// </summary>
internal sealed class AnswerComparison
{
    // What every server says in its own way: moments of its own clock, tags of versions, signatures, tokens.
    private static readonly string[] OwnValues =
    [
        "creation_time", "last_update_time", "creation_timestamp", "last_updated_timestamp", "creation_timestamp_ms",
        "last_updated_timestamp_ms", "etag", "createdTime", "contentUri", "token", "expiryTimeUtc", "batch_tracking_id",
        "start_time",
    ];

    private readonly List<(string Path, string What)> _found = [];

    /// <summary>The paths of what differs, and both values.</summary>
    public static IReadOnlyList<(string Path, string What)> Of(JsonNode? recorded, JsonNode? given)
    {
        var comparison = new AnswerComparison();
        comparison.Compare(recorded, given, "");
        return comparison._found;
    }

    private void Compare(JsonNode? recorded, JsonNode? given, string path)
    {
        switch (recorded)
        {
            case JsonObject json when given is JsonObject other:
                foreach (var (name, value) in json) CompareMember(name, value, other, path);
                return;
            case JsonArray list when given is JsonArray other:
                CompareLists([.. list.Where(item => !RecordedExchange.IsRest(item))], other, path);
                return;
            case JsonValue one when given is JsonValue two && AreEqual(one, two):
            case null when given is null:
                return;
            default:
                _found.Add((path, $"{recorded?.ToJsonString() ?? "null"} -> {given?.ToJsonString() ?? "null"}"));
                return;
        }
    }

    private void CompareMember(string name, JsonNode? value, JsonObject given, string path)
    {
        var at = path.Length == 0 ? name : $"{path}.{name}";
        if (given.ContainsKey(name) && OwnValues.Contains(name)) return;
        if (!given.ContainsKey(name) && value is not null) _found.Add((at, "is missing"));
        else Compare(value, given[name], at);
    }

    // Files are told by their paths, in whatever order.
    private void CompareLists(List<JsonNode?> recorded, JsonArray given, string path)
    {
        for (var i = 0; i < recorded.Count; i++)
        {
            var file = (recorded[i] as JsonObject)?["path"];
            var other = file is null ? given.ElementAtOrDefault(i)
                : given.FirstOrDefault(item => JsonNode.DeepEquals(item?["path"], file));
            Compare(recorded[i], other, $"{path}[]");
        }
    }

    private static bool AreEqual(JsonValue one, JsonValue two) => JsonNode.DeepEquals(one, two)
        || (one.GetValueKind() == JsonValueKind.Number && two.GetValueKind() == JsonValueKind.Number
            && one.Deserialize<double>().Equals(two.Deserialize<double>()));
}
