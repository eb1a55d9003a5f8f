using System.Collections.Immutable;
using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Takes URNs and types out of a state, and refuses text that is none.</summary>
internal static class UrnForm
{
    private const string Prefix = "urn:pulumi:";

    /// <summary>Whether a text is a URN: <c>urn:pulumi:STACK::PROJECT::TYPES::NAME</c>.</summary>
    public static bool Is(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var rest = text.AsSpan(Prefix.Length);
        for (var part = 0; part < 3; part++)
        {
            var end = rest.IndexOf("::", StringComparison.Ordinal);
            if (end <= 0) return false;
            rest = rest[(end + 2)..];
        }

        return rest.Length > 0;
    }

    /// <summary>A URN that has to be there.</summary>
    /// <exception cref="JsonException">It is missing, or no URN.</exception>
    public static string Needed(JsonElement json, string name) => Checked(json.Needed(name), name);

    /// <summary>A URN; null if there is none.</summary>
    /// <exception cref="JsonException">It is no URN.</exception>
    public static string? Of(JsonElement json, string name) => json.Member(name) is { } value ? Checked(value, name) : null;

    /// <summary>A list of URNs.</summary>
    /// <exception cref="JsonException">It is no list, or holds something else.</exception>
    public static ImmutableArray<string> All(JsonElement json, string name) =>
        [.. json.List(name).Select(value => Checked(value, name))];

    /// <summary>The value as a URN.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static string Checked(JsonElement value, string name)
    {
        var text = value.AsText($"'{name}'");
        return Is(text) ? text : throw new JsonShapeException(value,
            $"'{name}' is '{text}', which is no URN of the form {Prefix}STACK::PROJECT::TYPE::NAME.");
    }

    /// <summary>The type token that has to be there.</summary>
    /// <exception cref="JsonException">It is missing, or none.</exception>
    public static string NeededType(JsonElement json)
    {
        var type = json.NeededText("type");
        return type.Length > 0 && type[0] != ':' && type[^1] != ':' && !type.Contains("::", StringComparison.Ordinal)
            ? type : throw new JsonShapeException(json.Needed("type"),
                $"'type' is '{type}', which is no type of the form PACKAGE:MODULE:NAME.");
    }
}
