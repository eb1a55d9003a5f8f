using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>Writing of bodies: what is left out in YAML is left out on the wire.</summary>
internal static class JsonObjectExtensions
{
    /// <summary>Sets a property unless the value is null; returns the same object.</summary>
    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        if (value is not null) json[name] = value.Parent is null ? value : value.DeepClone();
        return json;
    }
}
