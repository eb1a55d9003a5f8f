using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>
/// Values as Python writes them into a text: Azure takes some lists and objects as a text, and that of its own client is known
/// to be taken.
/// </summary>
internal static class PythonText
{
    /// <summary>As <c>json.dumps</c> writes it: <c>["a", {"b": 1.0}]</c>.</summary>
    public static string Json(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(", ", list.Select(Json))}]",
        JsonObject map => $"{{{string.Join(", ", map.Select(entry => $"{JsonOf(entry.Key)}: {Json(entry.Value)}"))}}}",
        _ when value.GetValueKind() == JsonValueKind.String => JsonOf(value.GetValue<string>()),
        _ => NumberOf(value),
    };

    /// <summary>As <c>str</c> writes a dictionary: <c>{'a': 'b'}</c>.</summary>
    public static string Repr(JsonNode? value) => value switch
    {
        null => "None",
        JsonArray list => $"[{string.Join(", ", list.Select(Repr))}]",
        JsonObject map => $"{{{string.Join(", ", map.Select(entry => $"{ReprOf(entry.Key)}: {Repr(entry.Value)}"))}}}",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => ReprOf(value.GetValue<string>()),
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            _ => NumberOf(value),
        },
    };

    // Python keeps 1 and 1.0 apart; a whole number that was written with a point is a double here.
    private static string NumberOf(JsonNode value)
    {
        var text = value.ToJsonString();
        return value is JsonValue number && number.TryGetValue<double>(out _) && !number.TryGetValue<long>(out _)
            && !text.AsSpan().ContainsAny(".eE") ? text + ".0" : text;
    }

    private static string ReprOf(string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var written = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return $"{quote}{(quote == '\'' ? written.Replace("'", "\\'", StringComparison.Ordinal) : written)}{quote}";
    }

    private static string JsonOf(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var character in text)
        {
            written.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                < ' ' or > '~' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return written.Append('"').ToString();
    }
}
