using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads deployments to the batch endpoint: of a pipeline, or of a model.</summary>
internal static class BatchDeploymentReader
{
    private static readonly string[] PipelineKeys = ["component", "job_definition"];

    /// <summary>A <see cref="BatchDeploymentDefinition"/> or a <see cref="ModelDeploymentDefinition"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The file.</param>
    public static Definition? Load(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "deployment", (map, file) => Read(folder, map, file));

    private static Definition Read(FolderReader folder, YamlMap map, string file)
    {
        const string what = "a pipeline deployment";
        if (!IsOfPipeline(map)) return ModelDeploymentReader.Read(folder, map, file);
        var name = AssetName.Read(map, file, what);
        var deployment = new BatchDeploymentDefinition(name, map.Location)
        {
            Description = map.Text("description"),
            EndpointName = map.Text("endpoint_name"),
            Tags = map.Texts("tags"),
            Component = DeployedPipelineReader.ReadReference(folder, map, file, name),
            Settings = PipelineSettingsReader.Read(folder, map, what),
        };
        map.Ignore("$schema", "type", "job_definition", "component", "properties");
        map.NoOthers(what);
        return deployment;
    }

    // The type may be left out, and older schemas know only one kind.
    private static bool IsOfPipeline(YamlMap map)
    {
        switch (map.OneOf("type", "model", "pipeline"))
        {
            case "pipeline":
                return true;
            case "model":
                return false;
            default:
                return PipelineKeys.Any(map.Has) || (!map.Has("model") && !map.Has("code_configuration")
                    && !map.Has("environment"));
        }
    }
}
