using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads on how many machines of which kind something runs.</summary>
internal static class JobResources
{
    /// <summary>The value of <c>resources</c>; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? Read(YamlMap owner, string what)
    {
        if (owner.Map("resources") is not { } map) return null;
        var resources = new JsonObject()
            .With("instance_count", map.Whole("instance_count"))
            .With("max_instance_count", map.Whole("max_instance_count"))
            .With("instance_type", map.Value("instance_type"))
            .With("shm_size", map.Text("shm_size"))
            .With("docker_args", map.Value("docker_args"))
            .With("locations", map.TextList("locations"))
            .With("properties", map.Json("properties"));
        UnknownKeys.Keep(map, $"the resources of {what}", resources);
        return resources;
    }

    /// <summary>The same of a Spark step that brings no compute: the size of its machines and the version of Spark.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? OfSpark(YamlMap owner, string what)
    {
        if (owner.Map("resources") is not { } map) return null;
        var type = map.Required("instance_type", $"the resources of {what}");
        var resources = new JsonObject { ["instance_type"] = YamlMapValues.IsExpression(type) ? type : type.ToLowerInvariant() }
            .With("runtime_version", map.Value("runtime_version"));
        UnknownKeys.Keep(map, $"the resources of {what}", resources);
        return resources;
    }
}
