using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>Keys of YAML (<c>instance_count</c>) as those of a job over REST (<c>instanceCount</c>).</summary>
internal static class CamelCase
{
    /// <summary>A copy with other keys, at every level.</summary>
    /// <param name="content">What has the keys.</param>
    public static JsonObject Of(JsonObject content) => (JsonObject)Of((JsonNode)content);

    /// <summary>The key in REST.</summary>
    /// <param name="key">The key in YAML.</param>
    public static string Of(string key)
    {
        var words = key.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? key : words[0] + string.Concat(words.Skip(1).Select(Capital));
    }

    /// <summary>A value of REST, as in <c>MedianStopping</c> for <c>median_stopping</c>.</summary>
    /// <param name="word">The value in YAML.</param>
    public static string Pascal(string word) =>
        string.Concat(word.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Capital));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static JsonNode Of(JsonNode content) => content switch
    {
        JsonObject map => new JsonObject(map.Select(entry =>
            KeyValuePair.Create(Of(entry.Key), entry.Value is null ? null : Of(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Of(item))]),
        _ => Wire.Copy(content)!,
    };
}
