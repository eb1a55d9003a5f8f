using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Json;

/// <summary>Numbers in JSON trees, whatever .NET type they were made from.</summary>
internal static class JsonNumbers
{
    public static double ToDouble(JsonNode node) => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture);

    /// <summary>A number as JSON writes it: without a fraction where it has none.</summary>
    public static JsonNode FromDouble(double value) =>
        double.IsInteger(value) && Math.Abs(value) < 9e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);
}
