using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads how the processes of one run find each other.</summary>
internal static class JobDistribution
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["pytorch"] = "PyTorch",
        ["mpi"] = "Mpi",
        ["tensorflow"] = "TensorFlow",
        ["ray"] = "Ray",
    };

    /// <summary>The value of <c>distribution</c> as the spec of a component has it; null if it is left out.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? InSpec(YamlMap owner, string what) =>
        Read(owner, what) is { } found ? new JsonObject { ["type"] = found.Type }.Plus(found.Settings) : null;

    /// <summary>The same as a step has it.</summary>
    /// <param name="owner">What has the key.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject? InStep(YamlMap owner, string what) =>
        InStep(InSpec(owner, what));

    /// <summary>The distribution of a component as a step has it; null if there is none.</summary>
    /// <param name="spec">As the spec of the component has it.</param>
    public static JsonObject? InStep(JsonObject? spec)
    {
        if (spec is null) return null;
        var step = (JsonObject)Wire.Copy(spec)!;
        step.Remove("type");
        var type = spec["type"]!.GetValue<string>();
        step["distribution_type"] = Types.GetValueOrDefault(type, type);
        return step;
    }

    private static (string Type, JsonObject Settings)? Read(YamlMap owner, string what)
    {
        if (owner.Map("distribution") is not { } map) return null;
        if (!map.Has("type"))
            map.Error(map.Location, $"the distribution of {what} needs 'type': {string.Join(", ", Types.Keys)}");
        if (map.Word("type", [.. Types.Keys]) is not { } type) return null;
        var settings = new JsonObject();
        foreach (var key in new[] { "process_count_per_instance", "parameter_server_count", "worker_count", "port" })
            settings.With(key, map.Whole(key));
        // `az ml` sends this default, and no other.
        if (type == "tensorflow" && settings["parameter_server_count"] is null) settings["parameter_server_count"] = 0;
        settings.With("address", map.Text("address"))
            .With("include_dashboard", map.Truth("include_dashboard"))
            .With("dashboard_port", map.Whole("dashboard_port"))
            .With("head_node_additional_args", map.Text("head_node_additional_args"))
            .With("worker_node_additional_args", map.Text("worker_node_additional_args"));
        UnknownKeys.Keep(map, $"the distribution of {what}", settings);
        return (type, settings);
    }
}
