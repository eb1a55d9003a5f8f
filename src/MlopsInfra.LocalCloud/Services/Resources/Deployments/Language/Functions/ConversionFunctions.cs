using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions from one form of a value to another.</summary>
internal static class ConversionFunctions
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("base64", 1, 1, arguments => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments[0])))),
        new("base64ToJson", 1, 1, arguments => Parse(Decode(Text(arguments[0])))),
        new("base64ToString", 1, 1, arguments => Decode(Text(arguments[0]))),
        new("dataUri", 1, 1, arguments =>
            $"data:text/plain;charset=utf8;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(arguments[0])))}"),
        new("dataUriToString", 1, 1, arguments => DataOf(Text(arguments[0]))),
        new("json", 1, 1, arguments => Parse(Text(arguments[0]))),
        new("string", 1, 1, arguments => arguments[0] is null ? "" : arguments[0] is JsonValue ? Joined(arguments[0])
            : arguments[0]!.ToJsonString(JsonText.Options)),
    ];

    private static JsonNode? Parse(string text)
    {
        try
        {
            return LenientJson.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new TemplateException($"The text is no JSON: {exception.Message}");
        }
    }

    private static string Decode(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new TemplateException("The text is not Base64.");
        }
    }

    private static string DataOf(string uri)
    {
        var comma = uri.IndexOf(',', StringComparison.Ordinal);
        if (!uri.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || comma < 0)
            throw new TemplateException($"'{uri}' is no data URI.");
        var data = uri[(comma + 1)..];
        return uri[..comma].EndsWith(";base64", StringComparison.OrdinalIgnoreCase) ? Decode(data) : Uri.UnescapeDataString(data);
    }
}
