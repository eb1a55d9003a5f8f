using System.Buffers;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>
/// What Azure Resource Manager refuses of the tags of any resource ("Use tags to organize your Azure resources", limitations).
/// </summary>
internal static class TagChecks
{
    private const int Most = 50;
    private const int LongestName = 512;
    private const int LongestValue = 256;
    private const string Forbidden = @"<>%&\?/";

    private static readonly SearchValues<char> Reserved = SearchValues.Create(Forbidden);

    /// <summary>Refuses tags: too many of them, too long ones, or a name with a character that none may have.</summary>
    public static void Check(JsonObject body)
    {
        if (body["tags"] is not JsonObject tags) return;
        if (tags.Count > Most)
            throw new ArmException(400, "TooManyTags", $"The resource has {tags.Count} tags; the limit is {Most}.", "tags");
        // The codes of the lengths are not published: this is the general one.
        foreach (var (key, value) in tags)
        {
            if (key.Length > LongestName)
                throw new ArmException(400, "BadRequest",
                    $"The name of a tag has {LongestName} characters at most: '{key}' has {key.Length}.", "tags");
            if (value.AsText() is { Length: > LongestValue } text)
                throw new ArmException(400, "BadRequest",
                    $"The value of the tag '{key}' has {text.Length} characters; {LongestValue} are allowed.", $"tags.{key}");
        }

        // Tags that the portal hides link resources, so they hold ids.
        var name = tags.Select(tag => tag.Key).FirstOrDefault(name =>
            name.AsSpan().IndexOfAny(Reserved) >= 0 && !name.StartsWith("hidden-", StringComparison.OrdinalIgnoreCase));
        if (name is null) return;
        throw new ArmException(
            400, "InvalidTagNameCharacters",
            $"The tag names '{name}' have reserved characters '{string.Join(',', Forbidden.AsEnumerable())}' or control "
                + "characters.", $"tags.{name}");
    }
}
