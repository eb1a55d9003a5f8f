using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>Writing of contents: what is left out in YAML is left out on the wire.</summary>
internal static class JsonObjectExtensions
{
    /// <summary>Sets a property unless the value is null; returns the same object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="value">Its value; copied if it has a place elsewhere.</param>
    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        if (value is not null) json[name] = value.Parent is null ? value : Wire.Copy(value);
        return json;
    }

    /// <summary>Sets a property to what a link will stand for; returns the same object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="link">The link; null to leave the property out.</param>
    public static JsonObject With(this JsonObject json, string name, Link? link) => json.With(name, link?.ToNode());

    /// <summary>Sets all properties that another object has; returns the same object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="others">What it gets.</param>
    public static JsonObject Plus(this JsonObject json, JsonObject others)
    {
        foreach (var (name, value) in others) json[name] = Wire.Copy(value);
        return json;
    }
}
