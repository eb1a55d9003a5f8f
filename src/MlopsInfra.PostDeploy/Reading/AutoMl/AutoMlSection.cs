using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.AutoMl;

/// <summary>Reads a part of an AutoML step that Azure takes in the words of YAML.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Values">Keys whose values are sent as they are.</param>
/// <param name="Words">Keys whose values are names of models and the like.</param>
internal sealed record AutoMlSection(string Key, IReadOnlyList<string> Values, IReadOnlyList<string> Words)
{
    /// <summary>The part; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public JsonObject? Read(YamlMap owner, string what) => owner.Map(Key) is { } map ? ReadFrom(map, what) : null;

    /// <summary>The part, of which some keys may be read already.</summary>
    /// <param name="map">Its keys.</param>
    /// <param name="what">What warnings call its owner.</param>
    public JsonObject ReadFrom(YamlMap map, string what)
    {
        var section = new JsonObject();
        foreach (var key in Values) section.With(key, map.Value(key));
        foreach (var key in Words) section.With(key, Snake.Case(map.Value(key)));
        UnknownKeys.Keep(map, $"'{Key}' of {what}", section);
        return section;
    }
}
