using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>What a cloud computes for a resource, found by its value: that is how another resource's body refers to it.</summary>
internal sealed class ArmReferences
{
    /// <summary>A shorter text may be the same by chance, unless it is a GUID or an address.</summary>
    private const int ShortestText = 20;

    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly ArmForm _form;

    /// <summary>Takes what a resource shows and was not told.</summary>
    /// <param name="form">The resource.</param>
    public ArmReferences(ArmForm form)
    {
        _form = form;
        Collect(form.View, form.Body, "", top: true);
    }

    /// <summary>The expression that gives a value; null if the resource has no such value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="id">The expression of the resource's id.</param>
    public string? Find(string value, string id)
    {
        if (!_paths.TryGetValue(value, out var path)) return null;
        const string properties = ".properties";
        var version = ArmExpression.Quoted(_form.ApiVersion);
        return path.StartsWith($"{properties}.", StringComparison.Ordinal)
            ? $"reference({id}, {version}){path[properties.Length..]}"
            : $"reference({id}, {version}, 'Full'){path}";
    }

    private void Collect(JsonNode? shown, JsonNode? told, string path, bool top = false)
    {
        switch (shown)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    if (top && name is "id" or "name" or "type" or "location" or "systemData") continue;
                    // A key with other characters can't be written as a member.
                    if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')) continue;
                    Collect(value, (told as JsonObject)?[name], $"{path}.{name}");
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++) Collect(items[i], told is JsonArray array && i < array.Count ? array[i] : null, $"{path}[{i}]");
                break;
            case JsonValue leaf when told is null && leaf.TryGetValue<string>(out var text) && IsTelling(text):
                _paths.TryAdd(text, path);
                break;
        }
    }

    // An id is written as one, whoever else holds it, too.
    private static bool IsTelling(string text) =>
        text.Length > 0 && text[0] != '/'
        && (text.Length >= ShortestText || Guid.TryParse(text, out _) || text.StartsWith("https://", StringComparison.Ordinal));
}
