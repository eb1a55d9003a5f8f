using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsInfra.Review.Templates;

/// <summary>What a cloud computes for a resource, found by its value: that is how another resource's body refers to it.</summary>
internal sealed class ComputedValues
{
    /// <summary>A shorter text may be the same by chance, unless it is a GUID or an address.</summary>
    private const int ShortestText = 20;

    private readonly Dictionary<string, TemplateExpression> _values = new(StringComparer.Ordinal);

    /// <summary>Takes what a resource shows and was not told, and what it answers.</summary>
    /// <param name="resource">The resource.</param>
    public ComputedValues(TemplateResource resource)
    {
        Collect(resource.Form.View, resource.Form.Body, "", path => new TemplateExpression.Shown(resource, path), top: true);
        foreach (var answer in resource.Form.Answers)
            Collect(answer.Body, null, "", path => new TemplateExpression.Answered(resource, answer.Function, path));
    }

    /// <summary>The values, with the expression of each.</summary>
    public IReadOnlyDictionary<string, TemplateExpression> All => _values;

    /// <summary>
    /// Whether a text says by itself where it is from. An id is written as one, whoever else holds it, too; a time says when, not
    /// what; a word is one of an enumeration.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool IsTelling(string text) =>
        text.Length > 0 && text[0] != '/'
        && (text.Length >= ShortestText || Guid.TryParse(text, out _) || text.StartsWith("https://", StringComparison.Ordinal))
        && !text.All(char.IsAsciiLetter)
        && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private void Collect(JsonNode? shown, JsonNode? told, string path, Func<string, TemplateExpression> expression,
        bool top = false)
    {
        switch (shown)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    if (top && name is "id" or "name" or "type" or "location" or "systemData") continue;
                    // A key with other characters can't be written as a member.
                    if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')) continue;
                    Collect(value, (told as JsonObject)?[name], $"{path}.{name}", expression);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    Collect(items[i], told is JsonArray array && i < array.Count ? array[i] : null, $"{path}[{i}]", expression);
                break;
            case JsonValue leaf when told is null && leaf.TryGetValue<string>(out var text) && IsTelling(text):
                _values.TryAdd(text, expression(path));
                break;
        }
    }
}
