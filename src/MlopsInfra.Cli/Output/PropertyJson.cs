using System.Text.Json;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Output;

/// <summary>Writes values for people and machines to read: what is secret or not known yet is named so, never shown.</summary>
internal static class PropertyJson
{
    /// <summary>Stands in the place of a secret.</summary>
    public const string SecretText = "[secret]";

    /// <summary>Stands in the place of what is not known before the deployment.</summary>
    public const string UnknownText = "[unknown]";

    /// <summary>Writes named values as a JSON object, in order of name.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="values">The values.</param>
    public static void Write(Utf8JsonWriter json, PropertyMap values)
    {
        json.WriteStartObject();
        foreach (var (key, value) in values.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(key);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes one value.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="value">The value.</param>
    public static void Write(Utf8JsonWriter json, PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.Secret or PropertyValue.Output { IsSecret: true }:
                json.WriteStringValue(SecretText);
                break;
            case PropertyValue.UnknownValue or PropertyValue.Output { Value: null }:
                json.WriteStringValue(UnknownText);
                break;
            case PropertyValue.Output { Value: { } inner }:
                Write(json, inner);
                break;
            case PropertyValue.Bool boolean:
                json.WriteBooleanValue(boolean.Value);
                break;
            case PropertyValue.Number number:
                json.WriteNumberValue(number.Value);
                break;
            case PropertyValue.Text text:
                json.WriteStringValue(text.Value);
                break;
            case PropertyValue.List list:
                json.WriteStartArray();
                foreach (var item in list.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case PropertyValue.Obj map:
                Write(json, map.Members);
                break;
            case PropertyValue.Asset asset:
                json.WriteStringValue(asset.Kind == "text" ? "[text]" : $"[{asset.Kind}: {asset.Content}]");
                break;
            case PropertyValue.Archive archive:
                json.WriteStringValue($"[archive: {archive.Kind} {archive.Content}]");
                break;
            case PropertyValue.Reference reference:
                json.WriteStringValue(reference.Urn);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>One value as a line of text: a string as it is, all else as JSON.</summary>
    /// <param name="value">The value.</param>
    public static string Text(PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.Text text:
                return text.Value;
            case PropertyValue.Secret:
                return SecretText;
            case PropertyValue.UnknownValue:
                return UnknownText;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonStyle.OneLine)) Write(json, value);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
