using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Keys that are not known here, where `az ml` hands such keys on: they are sent as they are, with a warning.</summary>
internal static class UnknownKeys
{
    /// <summary>Puts what was not asked for into a content, and warns of it.</summary>
    /// <param name="map">What has the keys.</param>
    /// <param name="what">What warnings call it.</param>
    /// <param name="content">Takes the properties.</param>
    public static void Keep(YamlMap map, string what, JsonObject content)
    {
        foreach (var (key, value) in map.Others()) content[key] = YamlScalar.ToJson(value);
        map.WarnOthers(what);
    }
}
