using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SdkGenerator.Subset;

/// <summary>Writes a schema with one line for each resource, function and type: small, and still readable as a diff.</summary>
internal sealed class SchemaWriter
{
    // The text is read by people and by JSON parsers, never put into a web page: quotes and angle brackets may stay.
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new("{");
    private bool _first = true;

    /// <summary>Writes a member on one line.</summary>
    public SchemaWriter Value(string name, JsonNode? value)
    {
        Name(name);
        _text.Append(Json(value));
        return this;
    }

    /// <summary>Writes a member that is an object with a line for each entry.</summary>
    public SchemaWriter Section(string name, SortedDictionary<string, JsonNode> entries)
    {
        Name(name);
        var lines = entries.Select(entry => $"\n    {Json(entry.Key)}: {Json(entry.Value)}");
        _text.Append('{').AppendJoin(',', lines).Append(entries.Count == 0 ? "}" : "\n  }");
        return this;
    }

    /// <summary>The whole text.</summary>
    public string Finish() => _text.Append("\n}\n").ToString();

    private static string Json(JsonNode? value) => value?.ToJsonString(OneLine) ?? "null";

    private void Name(string name)
    {
        _text.Append(_first ? "\n  " : ",\n  ").Append(Json(name)).Append(": ");
        _first = false;
    }
}
