using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Components that move data: from folder to folder, out of a database, into one.</summary>
internal sealed class DataTransferComponentType() : ComponentType("data_transfer")
{
    public const string Copy = "copy_data";
    public const string Import = "import_data";
    public const string Export = "export_data";

    public static readonly IReadOnlyList<string> Tasks = [Copy, Import, Export];

    public static readonly IReadOnlyList<string> CopyModes = ["merge_with_overwrite", "fail_if_conflict"];

    public override bool Describes(YamlMap map) =>
        map.Has("data_copy_mode") || (map.Node("task") is YamlDotNet.RepresentationModel.YamlScalarNode task
            && Tasks.Contains(task.Value));

    public override void Read(ComponentSource source, JsonObject spec)
    {
        var map = source.Map;
        var task = map.Word("task", Tasks) ?? Copy;
        spec["task"] = task;
        if (task == Copy) spec.With("data_copy_mode", map.Word("data_copy_mode", CopyModes));
        if (task == Import) spec.With("source", map.Json("source"));
        if (task == Export) spec.With("sink", map.Json("sink"));
    }
}
