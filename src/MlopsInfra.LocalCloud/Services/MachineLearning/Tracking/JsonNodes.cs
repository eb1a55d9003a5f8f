using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>JSON that stands in texts.</summary>
internal static class JsonNodes
{
    /// <summary>The object in a text; null if it holds none.</summary>
    public static JsonObject? Object(string text) => Parse(text) as JsonObject;

    /// <summary>The list in a text; null if it holds none.</summary>
    public static JsonArray? List(string text) => Parse(text) as JsonArray;

    private static JsonNode? Parse(string text)
    {
        try
        {
            return StrictJson.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
