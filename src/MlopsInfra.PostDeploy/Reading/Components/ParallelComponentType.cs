using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Components that run a script on many parts of the data side by side.</summary>
internal sealed class ParallelComponentType() : ComponentType("parallel")
{
    public override bool Describes(YamlMap map) => map.Node("task") is YamlDotNet.RepresentationModel.YamlMappingNode;

    public override void Read(ComponentSource source, JsonObject spec)
    {
        var (map, what) = (source.Map, source.What);
        if (!map.Has("task")) map.Error(map.Location, $"{what} needs 'task'");
        spec.Plus(Settings(map, what))
            .With("task", ParallelTask.Read(source.Folder, map, source.File, what))
            .With("resources", JobResources.Read(map, what));
        // The spec has as text what the step has as a number.
        if (spec["mini_batch_size"] is { } size) spec["mini_batch_size"] = size.ToString();
    }

    /// <summary>What component and step say in the same words.</summary>
    /// <param name="map">The component or the step.</param>
    /// <param name="what">What warnings call it.</param>
    public static JsonObject Settings(YamlMap map, string what) => new JsonObject()
        .With("input_data", map.Text("input_data"))
        .With("mini_batch_size", MiniBatch.Size(map))
        .With("partition_keys", MiniBatch.PartitionKeys(map))
        .With("retry_settings", RetrySettings.Read(map, what))
        .With("logging_level", map.Word("logging_level", "DEBUG", "INFO", "WARNING"))
        .With("max_concurrency_per_instance", map.Whole("max_concurrency_per_instance"))
        .With("error_threshold", map.Whole("error_threshold"))
        .With("mini_batch_error_threshold", map.Whole("mini_batch_error_threshold"));
}
