using System.Globalization;
using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.LocalEngine.Configuration;

/// <summary>
/// A configuration value as the text that programs receive: scalars as written, lists and mappings as JSON, whose numbers
/// and booleans are those of YAML's core schema.
/// </summary>
internal static class YamlText
{
    private static readonly string[] Nulls = ["", "~", "null", "Null", "NULL"];

    private static readonly HashSet<string> NotFinite = new(StringComparer.Ordinal)
    {
        ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN",
    };

    /// <summary>A YAML value as Pulumi hands it to a program: a scalar as it is, all else as JSON.</summary>
    public static string Of(YamlNode node)
    {
        if (node is YamlScalarNode scalar) return scalar.Value ?? "";
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) Write(node, writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Whether it is YAML's null.</summary>
    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain } scalar && Nulls.Contains(scalar.Value ?? "");

    /// <summary>A number in a list or mapping that JSON has no form for, as infinity; null if there is none.</summary>
    public static YamlScalarNode? Endless(YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.Children.Values.Select(EndlessIn).FirstOrDefault(found => found is not null),
        YamlSequenceNode sequence => sequence.Children.Select(EndlessIn).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static YamlScalarNode? EndlessIn(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain } scalar && NotFinite.Contains(scalar.Value ?? "")
            ? scalar : Endless(node);

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                writer.WriteStartObject();
                foreach (var (key, value) in mapping.Children)
                {
                    writer.WritePropertyName(Of(key));
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            case YamlSequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Children) Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                WriteScalar((YamlScalarNode)node, writer);
                break;
        }
    }

    private static void WriteScalar(YamlScalarNode scalar, Utf8JsonWriter writer)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain) writer.WriteStringValue(text);
        else if (Nulls.Contains(text)) writer.WriteNullValue();
        else if (text is "true" or "True" or "TRUE") writer.WriteBooleanValue(true);
        else if (text is "false" or "False" or "FALSE") writer.WriteBooleanValue(false);
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            writer.WriteNumberValue(integer);
        else if (IsNumber(text, out var number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(text);
    }

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);
}
