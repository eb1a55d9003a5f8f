using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>A step that moves data.</summary>
internal sealed class DataTransferStep() : ComponentStep("data_transfer")
{
    // Azure's own components for what crosses the border of the workspace.
    private const string BuiltIn = "azureml://registries/azureml/components";

    protected override ComponentType InPlace { get; } = new DataTransferComponentType();

    public override bool Describes(YamlMap map) => InPlace.Describes(map);

    protected override DefinitionReference<ComponentDefinition>? Unnamed(StepSource step)
    {
        var map = step.Map;
        var task = TaskOf(map);
        var key = task == DataTransferComponentType.Import ? "source" : "sink";
        if (task is null or DataTransferComponentType.Copy) return base.Unnamed(step);
        if (map.Map(key) is not { } other) return null;
        // What Azure's own components take: data is exported into databases only.
        var name = other.Word("type", key == "source" ? ["database", "file_system"] : ["database"]);
        if (!other.Has("type")) other.Error(other.Location, $"the {key} of {step.What} needs 'type'");
        return name is null ? null
            : new DefinitionReference<ComponentDefinition>(null,
                new RemoteAsset("components", $"{BuiltIn}/{task}_{name}/versions/0.0.1", null, null, null, map.Location),
                map.Location);
    }

    protected override void Read(StepSource step, JsonObject content)
    {
        var map = step.Map;
        var spec = step.Component?.Local?.Spec;
        var task = map.Word("task", DataTransferComponentType.Tasks);
        content.With("task", spec?["task"] ?? task)
            .With("data_copy_mode", spec?["data_copy_mode"] ?? map.Word("data_copy_mode", DataTransferComponentType.CopyModes))
            .With("source", map.Json("source"))
            .With("sink", map.Json("sink"));
        if (task == DataTransferComponentType.Import && !map.Has("source"))
            map.Error(map.Location, $"{step.What} needs 'source'");
        if (task == DataTransferComponentType.Import && step.Outputs.Keys.ToArray() is not ["sink"])
            map.Error(map.Location, $"{step.What} imports data and needs one output: sink");
        if (task == DataTransferComponentType.Export && !map.Has("sink"))
            map.Error(map.Location, $"{step.What} needs 'sink'");
    }

    private static string? TaskOf(YamlMap map) => map.Word("task", DataTransferComponentType.Tasks);
}
