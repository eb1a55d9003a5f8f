using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads in which order a sweep tries values.</summary>
internal static class SamplingAlgorithm
{
    private static readonly string[] Names = ["random", "grid", "bayesian"];

    /// <summary>The value of <c>sampling_algorithm</c>: a word, or a type with settings; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonNode? Read(YamlMap owner, string what)
    {
        const string key = "sampling_algorithm";
        if (owner.Node(key) is not YamlMappingNode) return owner.Word(key, Names);
        var map = owner.Map(key)!;
        if (!map.Has("type")) map.Error(map.Location, $"the sampling of {what} needs 'type': {string.Join(", ", Names)}");
        var algorithm = new JsonObject()
            .With("type", map.Word("type", Names))
            .With("seed", map.Whole("seed"))
            .With("rule", map.Word("rule", "random", "sobol"))
            .With("logbase", map.Value("logbase"));
        UnknownKeys.Keep(map, $"the sampling of {what}", algorithm);
        return algorithm;
    }
}
