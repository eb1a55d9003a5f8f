using System.Globalization;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>
/// JSON as Azure Resource Manager reads it in deployments: comments, names without quotation marks, single quotation marks and
/// line breaks in texts are taken.
/// </summary>
internal static class LenientJson
{
    // Nested deployments are deep. What is kept of them stands in records that are read to 128 levels.
    private const int DeepestNesting = 100;

    private static readonly JsonLoadSettings Settings = new()
    {
        CommentHandling = CommentHandling.Ignore,
        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
        LineInfoHandling = LineInfoHandling.Ignore,
    };

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public static JsonNode? Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = DeepestNesting,
        };
        try
        {
            var token = JToken.ReadFrom(reader, Settings);
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                    throw new FormatException($"Additional text after the end, line {reader.LineNumber}.");
            }

            return Convert(token);
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message);
        }
    }

    private static JsonNode? Convert(JToken token) => token switch
    {
        JObject members => new JsonObject(members.Properties()
            .Select(member => KeyValuePair.Create(member.Name, Convert(member.Value)))),
        JArray items => new JsonArray([.. items.Select(Convert)]),
        JValue { Value: string text } => JsonValue.Create(text),
        JValue { Value: long number } => JsonValue.Create(number),
        JValue { Value: bool flag } => JsonValue.Create(flag),
        JValue { Value: double number } when double.IsFinite(number) => JsonValue.Create(number),
        JValue { Value: null } => null,
        JValue value => JsonNode.Parse(value.ToString(Formatting.None, []) is var text && double.TryParse(text,
            NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? text : throw new FormatException($"'{text}' is no value.")),
        _ => throw new FormatException($"A {token.Type} is no value."),
    };
}
