using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads which values a sweep tries.</summary>
internal static class SearchSpace
{
    /// <summary>Of each distribution, what says where its values lie.</summary>
    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["choice"] = ["values"],
        ["randint"] = ["upper"],
        ["uniform"] = ["min_value", "max_value"],
        ["quniform"] = ["min_value", "max_value", "q"],
        ["loguniform"] = ["min_value", "max_value"],
        ["qloguniform"] = ["min_value", "max_value", "q"],
        ["normal"] = ["mu", "sigma"],
        ["qnormal"] = ["mu", "sigma", "q"],
        ["lognormal"] = ["mu", "sigma"],
        ["qlognormal"] = ["mu", "sigma", "q"],
    };

    /// <summary>The value of <c>search_space</c>; null if it is left out.</summary>
    public static JsonObject? Read(YamlMap owner)
    {
        if (owner.Map("search_space") is not { } map) return null;
        var space = new JsonObject();
        foreach (var (name, value) in map.Entries)
        {
            if (map.AsMap(value, $"'{name}' in the search space") is { } distribution)
                space[name] = Distribution(distribution, $"'{name}' in the search space");
        }

        return space;
    }

    /// <summary>One distribution.</summary>
    /// <param name="map">It.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject Distribution(YamlMap map, string what)
    {
        var distribution = new JsonObject();
        if (!map.Has("type")) map.Error(map.Location, $"{what} needs 'type': {string.Join(", ", Keys.Keys)}");
        if (map.Word("type", [.. Keys.Keys]) is not { } type) return distribution;
        distribution["type"] = type;
        foreach (var key in Keys.GetValueOrDefault(type, []))
        {
            var value = key == "values" ? map.Value(key) : map.Number(key);
            if (value is not null) distribution[key] = value;
            else if (!map.Has(key)) map.Error(map.Location, $"{what} is a {type} and needs '{key}'");
        }

        map.NoOthers(what);
        return distribution;
    }
}
