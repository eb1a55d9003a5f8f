using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads how often a part of a parallel run is tried again.</summary>
internal static class RetrySettings
{
    /// <summary>The value of <c>retry_settings</c>; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? Read(YamlMap owner, string what)
    {
        if (owner.Map("retry_settings") is not { } map) return null;
        var settings = new JsonObject()
            .With("timeout", map.Whole("timeout"))
            .With("max_retries", map.Whole("max_retries"));
        UnknownKeys.Keep(map, $"the retry settings of {what}", settings);
        return settings;
    }
}
