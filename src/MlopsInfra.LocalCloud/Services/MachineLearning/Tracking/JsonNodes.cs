using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>JSON that stands in texts.</summary>
internal static class JsonNodes
{
    /// <summary>The object in a text; null if it holds none.</summary>
    public static JsonObject? Object(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
