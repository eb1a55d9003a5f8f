using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>What a plain scalar means. `az ml` reads YAML 1.1, where yes, no, on and off are booleans, too.</summary>
internal static partial class YamlScalar
{
    private static readonly HashSet<string> True = new(StringComparer.OrdinalIgnoreCase) { "true", "yes", "on" };
    private static readonly HashSet<string> False = new(StringComparer.OrdinalIgnoreCase) { "false", "no", "off" };

    public static bool IsPlain(YamlScalarNode node) => node.Style is ScalarStyle.Plain or ScalarStyle.Any;

    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode scalar && IsPlain(scalar) && scalar.Value is null or "" or "~" or "null" or "Null" or "NULL";

    public static bool? AsBoolean(YamlScalarNode node) =>
        !IsPlain(node) || node.Value is null ? null : True.Contains(node.Value) ? true : False.Contains(node.Value) ? false
            : null;

    public static bool IsInteger(YamlScalarNode node) => IsPlain(node) && Integer().IsMatch(node.Value ?? "");

    public static bool IsNumber(YamlScalarNode node) => IsPlain(node) && Number().IsMatch(node.Value ?? "");

    /// <summary>
    /// The value as Azure Machine Learning takes literals: text. Booleans are <c>True</c> and <c>False</c>, numbers their
    /// shortest form, so that 0.30 and 0.3 are the same content.
    /// </summary>
    public static string AsLiteral(YamlScalarNode node)
    {
        if (AsBoolean(node) is { } flag) return flag ? "True" : "False";
        var text = Text(node);
        if (IsInteger(node) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return integer.ToString(CultureInfo.InvariantCulture);
        }

        return IsNumber(node)
            ? double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>The text, with line feeds only: a checkout with CRLF has the same content.</summary>
    public static string Text(YamlScalarNode node) => (node.Value ?? "").ReplaceLineEndings("\n");

    /// <summary>A node as JSON, for parts that are handed on as they are.</summary>
    public static JsonNode? ToJson(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var json = new JsonObject();
                foreach (var (key, value) in map.Children) json[((YamlScalarNode)key).Value ?? ""] = ToJson(value);
                return json;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(ToJson)]);
            case YamlScalarNode scalar when IsNull(scalar):
                return null;
            case YamlScalarNode scalar when AsBoolean(scalar) is { } flag:
                return JsonValue.Create(flag);
            case YamlScalarNode scalar when IsInteger(scalar) && long.TryParse(
                scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer):
                return JsonValue.Create(integer);
            case YamlScalarNode scalar when IsNumber(scalar):
                return JsonValue.Create(double.Parse(scalar.Value!, CultureInfo.InvariantCulture));
            case YamlScalarNode scalar:
                return JsonValue.Create(Text(scalar));
            default:
                throw new InvalidOperationException($"A YAML node of type {node.NodeType} has no value.");
        }
    }

    [GeneratedRegex("^[-+]?[0-9]+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
