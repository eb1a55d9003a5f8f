using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// What becomes of members of a body that the schema lacks. The schema is of one API version: what a request in another one says
/// besides may be right there, so it is kept as it is. What was kept stays where a later request repeats it, as a PATCH does.
/// </summary>
internal sealed class UnknownMembers
{
    private readonly bool _isOtherVersion;
    private readonly JsonObject? _stored;
    private readonly JsonObject? _computed;

    private UnknownMembers(bool isOtherVersion, JsonObject? stored, JsonObject? computed) =>
        (_isOtherVersion, _stored, _computed) = (isOtherVersion, stored, computed);

    /// <summary>None is kept.</summary>
    public static UnknownMembers Refused { get; } = new(false, null, null);

    /// <summary>For a request.</summary>
    /// <param name="asked">The API version of the request; null for that of the schema.</param>
    /// <param name="known">The API version of the schema.</param>
    /// <param name="stored">The body that the resource has; null for a new one.</param>
    /// <param name="computed">What Azure shows of it besides; null for a new one.</param>
    public static UnknownMembers Of(string? asked, string known, JsonObject? stored, JsonObject? computed) =>
        new(asked is not null && !asked.Equals(known, StringComparison.OrdinalIgnoreCase), stored, computed);

    /// <summary>Whether a member is what Azure itself shows, sent back: it says nothing.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="value">What it is.</param>
    public bool Ignores(string path, JsonNode value) => JsonNode.DeepEquals(At(_computed, path), value);

    /// <summary>Whether a member is kept.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="value">What it is.</param>
    public bool Keeps(string path, JsonNode value) => _isOtherVersion || JsonNode.DeepEquals(At(_stored, path), value);

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var name in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            node = (node, name) switch
            {
                (JsonObject json, _) => json.At(name),
                (JsonArray list, ['[', .. var digits, ']']) when int.Parse(digits, CultureInfo.InvariantCulture) is var index
                    && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }
}
