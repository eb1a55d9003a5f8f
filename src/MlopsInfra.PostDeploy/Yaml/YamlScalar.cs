using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>
/// What a scalar means, and what the Azure ML client sends of it. Quoted, it is text; else see <see cref="PlainScalar"/>.
/// </summary>
internal static class YamlScalar
{
    public static bool IsPlain(YamlScalarNode node) => node.Style is ScalarStyle.Plain or ScalarStyle.Any;

    public static bool IsNull(YamlNode node) => node is YamlScalarNode scalar && KindOf(scalar) == PlainKind.Null;

    public static bool? AsBoolean(YamlScalarNode node) => IsPlain(node) ? PlainScalar.BooleanOf(node.Value ?? "") : null;

    /// <summary>A boolean where nothing else can stand: the client takes a quoted word and 0 and 1 for one, too.</summary>
    public static bool? AsFlag(YamlScalarNode node) => AsBoolean(node) ?? Text(node) switch
    {
        "1" or "t" or "T" or "y" or "Y" => true,
        "0" or "f" or "F" or "n" or "N" => false,
        var text => PlainScalar.BooleanOf(text),
    };

    public static bool IsInteger(YamlScalarNode node) => KindOf(node) == PlainKind.Integer;

    /// <summary>Whether it is an integer or a float.</summary>
    public static bool IsNumber(YamlScalarNode node) => KindOf(node) is PlainKind.Integer or PlainKind.Float;

    /// <summary>The integer that a number without a fraction stands for, as 4 does for <c>4.0</c>; null for all else.</summary>
    public static long? AsWhole(YamlScalarNode node) =>
        KindOf(node) == PlainKind.Float && PlainScalar.FloatOf(node.Value!) is var number
            && double.IsInteger(number) && Math.Abs(number) < long.MaxValue ? (long)number : null;

    /// <summary>Whether it is a date or a time without quotes, which the client can't send.</summary>
    public static bool IsTimestamp(YamlScalarNode node) => KindOf(node) == PlainKind.Timestamp;

    public static PlainKind KindOf(YamlScalarNode node) =>
        IsPlain(node) ? PlainScalar.KindOf(node.Value ?? "") : PlainKind.Text;

    /// <summary>
    /// The value as Azure Machine Learning takes literals: the text that Python makes of it. <c>yes</c> is <c>True</c>,
    /// <c>010</c> is <c>8</c>, <c>1.50</c> is <c>1.5</c>, <c>2.0e-5</c> is <c>2e-05</c>; what is text stays as it is written.
    /// </summary>
    public static string AsLiteral(YamlScalarNode node) => KindOf(node) switch
    {
        PlainKind.Null => "None",
        PlainKind.Boolean => AsBoolean(node)!.Value ? "True" : "False",
        PlainKind.Integer => Integer(node).ToString(CultureInfo.InvariantCulture),
        PlainKind.Float => PythonFloat.Repr(PlainScalar.FloatOf(node.Value!)),
        _ => Text(node),
    };

    /// <summary>
    /// The value as the client writes a default, a least or a greatest value of an input: it becomes a float if it is a number,
    /// then what the input's type says, then text. So <c>7</c> is <c>7.0</c> for a string, and <c>7</c> for an integer.
    /// </summary>
    /// <param name="node">The value.</param>
    /// <param name="type">The type of the input: <c>string</c>, <c>number</c>, <c>integer</c> or <c>boolean</c>.</param>
    /// <returns>The text; null if the value is none of that type.</returns>
    public static string? AsDefault(YamlScalarNode node, string type)
    {
        if (KindOf(node) is not (PlainKind.Integer or PlainKind.Float)) return OfText(node, type);
        // A cast of a big integer would cut it off where parsing rounds.
        var number = KindOf(node) == PlainKind.Float ? PlainScalar.FloatOf(node.Value!) : PythonFloat.Parse(AsLiteral(node));
        if (!double.IsFinite(number)) return null;
        return type switch
        {
            "integer" => new BigInteger(number).ToString(CultureInfo.InvariantCulture),
            "boolean" => null,
            _ => PythonFloat.Repr(number),
        };
    }

    /// <summary>The text as it is written.</summary>
    public static string Text(YamlScalarNode node) => node.Value ?? "";

    /// <summary>A node as JSON, for parts that are handed on as they are: what Python's <c>json</c> writes of it.</summary>
    public static JsonNode? ToJson(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                var json = new JsonObject();
                foreach (var (key, value) in map.Children) json[KeyOf((YamlScalarNode)key)] = ToJson(value);
                return json;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(ToJson)]);
            case YamlScalarNode scalar:
                return ToJson(scalar);
            default:
                throw new InvalidOperationException($"A YAML node of type {node.NodeType} has no value.");
        }
    }

    private static JsonNode? ToJson(YamlScalarNode scalar) => KindOf(scalar) switch
    {
        PlainKind.Null => null,
        PlainKind.Boolean => JsonValue.Create(AsBoolean(scalar)!.Value),
        // Reading has refused what JSON has no number for.
        PlainKind.Float when !double.IsFinite(PlainScalar.FloatOf(scalar.Value!)) => JsonValue.Create(Text(scalar)),
        // Parsed, a number keeps the digits that it is written with: 1.0 is not 1.
        PlainKind.Integer or PlainKind.Float => JsonNode.Parse(AsLiteral(scalar)),
        _ => JsonValue.Create(Text(scalar)),
    };

    private static string KeyOf(YamlScalarNode key) => KindOf(key) switch
    {
        PlainKind.Null => "null",
        PlainKind.Boolean => AsBoolean(key)!.Value ? "true" : "false",
        PlainKind.Integer or PlainKind.Float => AsLiteral(key),
        _ => Text(key),
    };

    private static string? OfText(YamlScalarNode node, string type)
    {
        var text = AsLiteral(node);
        var flag = AsBoolean(node);
        return type switch
        {
            _ when IsNull(node) => null,
            // A boolean is an integer to Python, and stays what it is.
            "integer" when flag is not null => text,
            "integer" => PythonInteger.OfText(text)?.ToString(CultureInfo.InvariantCulture),
            "number" when flag is not null => flag.Value ? "1.0" : "0.0",
            "number" => PythonFloat.OfText(text) is { } number ? PythonFloat.Repr(number) : null,
            "boolean" => text.ToLowerInvariant() switch { "true" => "True", "false" => "False", _ => null },
            _ => text,
        };
    }

    private static BigInteger Integer(YamlScalarNode node) => PlainScalar.IntegerOf(node.Value!)!.Value;
}
