using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlopsInfra.PostDeploy.Reading.AutoMl;

/// <summary>The names of models, metrics and the like, <c>light_gbm</c> to Azure and LightGBM to people.</summary>
internal static partial class Snake
{
    public static string Case(string text) =>
        Hump().Replace(Word().Replace(text, "$1_$2"), "$1_$2").ToLowerInvariant();

    /// <summary>The same of a text, or of each text in a list.</summary>
    public static JsonNode? Case(JsonNode? value) => value switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => Case(item))]),
        JsonValue text when text.TryGetValue<string>(out var name) && !Yaml.YamlMapValues.IsExpression(name) => Case(name),
        _ => value,
    };

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex Word();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Hump();
}
