using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads names with texts, such as tags, into what Azure takes.</summary>
internal static class Tags
{
    /// <summary>The texts of a key; null if it is left out or there are none.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="key">The key.</param>
    public static JsonObject? Read(YamlMap map, string key = "tags")
    {
        if (map.Texts(key) is not { } texts) return null;
        var json = new JsonObject();
        foreach (var (name, value) in texts) json[name] = value;
        return json;
    }
}
