using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>The parameters of a template: one for each secret.</summary>
internal sealed class ArmParameters
{
    private readonly SortedDictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _types.Count == 0;

    /// <summary>Adds one.</summary>
    /// <param name="resource">The name of the resource that needs it.</param>
    /// <param name="pointer">Where in its body.</param>
    /// <param name="value">The secret, for its kind.</param>
    /// <returns>The expression that reads it.</returns>
    public string Add(string resource, string pointer, JsonNode? value)
    {
        var place = pointer.Split('/').Where(part => part is not ("" or "properties")).Select(part => Capital(Words(part)));
        var name = Words(resource) + string.Concat(place);
        for (var i = 2; _types.ContainsKey(name); i++) name = $"{name.TrimEnd("0123456789".ToCharArray())}{i}";
        _types[name] = value is JsonObject or JsonArray ? "secureObject" : "securestring";
        return $"parameters({ArmExpression.Quoted(name)})";
    }

    /// <summary>Their declarations.</summary>
    public JsonObject Declarations() => Each((_, type) => new JsonObject { ["type"] = type });

    /// <summary>Hands them on to a template inside.</summary>
    public JsonObject HandedOn() => Each((name, _) => new JsonObject { ["value"] = $"[parameters({ArmExpression.Quoted(name)})]" });

    private JsonObject Each(Func<string, string, JsonNode?> value) =>
        new(_types.Select(parameter => KeyValuePair.Create(parameter.Key, value(parameter.Key, parameter.Value))));

    private static string Words(string text)
    {
        var words = text.Split([.. text.Where(character => !char.IsAsciiLetterOrDigit(character)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? word : Capital(word)));
    }

    private static string Capital(string word) => word.Length == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word.AsSpan(1)}";
}
