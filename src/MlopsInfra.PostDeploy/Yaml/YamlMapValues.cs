using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>
/// Reads values into what Azure takes: numbers, flags, lists of texts. Each may be an expression of the pipeline.
/// </summary>
internal static class YamlMapValues
{
    /// <summary>Whether a text is, or has in it, something that is known only when the pipeline runs.</summary>
    public static bool IsExpression(string? text) => text is not null && text.Contains("${{", StringComparison.Ordinal);

    /// <summary>The value of a key as it stands, whatever it is; null if it is left out.</summary>
    public static JsonNode? Value(this YamlMap map, string key) => map.Node(key) is { } node ? YamlScalar.ToJson(node) : null;

    /// <summary>A whole number; null if it is left out or, with an error, anything else.</summary>
    public static JsonNode? Whole(this YamlMap map, string key) => map.Scalar(key, "a whole number", scalar =>
        YamlScalar.ToJson(scalar) is JsonValue value && value.TryGetValue<long>(out var number) ? number
        : long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written) ? written
        : YamlScalar.AsWhole(scalar));

    /// <summary>A number; null if it is left out or, with an error, anything else.</summary>
    public static JsonNode? Number(this YamlMap map, string key) => map.Scalar(key, "a number", scalar =>
        YamlScalar.IsNumber(scalar) ? YamlScalar.ToJson(scalar) : PythonFloat.OfText(YamlScalar.Text(scalar)));

    /// <summary>True or false; null if it is left out or, with an error, anything else.</summary>
    public static JsonNode? Truth(this YamlMap map, string key) => map.Scalar(key, "true or false", scalar =>
        YamlScalar.AsFlag(scalar) is { } flag ? flag : (JsonNode?)null);

    /// <summary>A list of texts; null if it is left out or, with an error, anything else.</summary>
    public static JsonArray? TextList(this YamlMap map, string key)
    {
        if (map.Node(key) is not { } node) return null;
        if (node is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode))
            return new JsonArray([.. list.Children.Cast<YamlScalarNode>()
                .Select(item => JsonValue.Create(YamlScalar.Text(item)))]);
        map.Error(map.At(node), $"'{key}' has to be a list of texts");
        return null;
    }

    /// <summary>
    /// One of some words in whatever case: <c>Bayesian</c> and <c>bayesian</c> are one, and <c>UserIdentity</c> is
    /// <c>user_identity</c>. Null if it is left out or, with an error, another word.
    /// </summary>
    public static string? Word(this YamlMap map, string key, params IReadOnlyList<string> allowed)
    {
        if (map.Text(key) is not { } text || IsExpression(text)) return map.Text(key);
        if (allowed.FirstOrDefault(word => Plain(word) == Plain(text)) is { } found) return found;
        var proposal = NearestWord.Of(text, allowed) is { } nearest ? $"did you mean '{nearest}'? Allowed" : "allowed";
        map.Error(map.At(key), $"'{key}' is '{text}'; {proposal}: {string.Join(", ", allowed)}");
        return null;
    }

    private static JsonNode? Scalar(this YamlMap map, string key, string what, Func<YamlScalarNode, JsonNode?> read)
    {
        if (map.Node(key) is not { } node) return null;
        if (node is YamlScalarNode scalar)
        {
            if (IsExpression(scalar.Value)) return YamlScalar.Text(scalar);
            if (read(scalar) is { } value) return value;
        }

        var found = node is YamlScalarNode { Value: var text } ? $"'{text}'" : "no single value";
        map.Error(map.At(node), $"'{key}' is {found}; allowed: {what}");
        return null;
    }

    private static string Plain(string word) => word.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
