using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Moving;

/// <summary>What a moved resource says of itself: its old id becomes the new one wherever it stands.</summary>
internal static class MovedJson
{
    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="from">The old id.</param>
    /// <param name="to">The new one.</param>
    public static JsonNode? Rewrite(JsonNode? node, string from, string to) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member =>
            KeyValuePair.Create(Rewrite(member.Key, from, to), Rewrite(member.Value, from, to)))),
        JsonArray items => new JsonArray([.. items.Select(item => Rewrite(item, from, to))]),
        _ when node.AsText() is { } text => JsonValue.Create(Rewrite(text, from, to)),
        _ => node?.DeepClone(),
    };

    /// <summary>Rewrites a text that is the old id, or begins with it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The old id.</param>
    /// <param name="to">The new one.</param>
    public static string Rewrite(string text, string from, string to) =>
        ResourceId.IsWithin(text, from) ? to + text[from.Length..] : text;
}
