using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>
/// A job that brings data from a database or another store and registers it: what <c>az ml data import</c> runs for the file of
/// the data asset.
/// </summary>
internal sealed class DataImportJob() : JobType("import")
{
    public override bool Describes(YamlMap map) => map.Has("source");

    public override JsonObject? Read(JobSource source)
    {
        const string what = "a data import";
        var map = source.Map;
        var name = AssetName.Read(map, source.File, what);
        if (DataImportReader.Source(map, what) is not { } from) return null;
        var step = $"data_import_{name}";
        var sink = new JsonObject { ["job_output_type"] = map.OneOf("type", DataDefinition.Types) ?? "uri_folder" }
            .With("uri", DataImportReader.Path(map, what))
            .With("name", name)
            .With("version", map.Text("version"));
        var node = new JsonObject
        {
            ["type"] = "data_transfer",
            ["task"] = "import_data",
            ["source"] = from,
            ["display_name"] = step,
            ["computeId"] =
                new ComputeLink(new ComputeReference(ComputeReference.Serverless, ComputeReference.Serverless, true,
                    map.Location))
                    .ToNode(),
            ["outputs"] = new JsonObject { ["sink"] = sink },
            ["_source"] = "BUILTIN",
            ["componentId"] = $"azureml://registries/azureml/components/import_data_{(string?)from["type"]}/versions/0.0.1",
        };
        map.Ignore("$schema", "tags", "description", "properties", "auto_delete_setting");
        map.NoOthers(what);
        return new JsonObject
        {
            ["jobType"] = "Pipeline",
            ["displayName"] = step,
            ["description"] = map.Text("description") ?? step,
            ["experimentName"] = step,
            ["tags"] = Tags.Read(map) ?? [],
            ["properties"] = new JsonObject { ["azureml.materializationAssetName"] = name },
            ["jobs"] = new JsonObject { [step] = node },
            ["inputs"] = new JsonObject(),
            ["outputs"] = new JsonObject(),
            ["settings"] = new JsonObject { ["force_rerun"] = true, ["_source"] = "CLASS" },
            ["isArchived"] = false,
        };
    }
}
