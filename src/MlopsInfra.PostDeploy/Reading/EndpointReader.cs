using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads the batch endpoint and its deployment.</summary>
internal static class EndpointReader
{
    public static BatchEndpointDefinition? ReadEndpoint(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "batch endpoint", (map, file) => ReadEndpoint(map, file));

    public static BatchDeploymentDefinition? ReadDeployment(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "deployment", (map, file) => ReadDeployment(folder, map, file));

    private static BatchEndpointDefinition ReadEndpoint(YamlMap map, string file)
    {
        const string what = "a batch endpoint";
        var endpoint = new BatchEndpointDefinition(AssetName.Read(map, file, what), map.Location)
        {
            Description = map.Text("description"),
            Tags = map.Texts("tags"),
        };
        if (map.Text("auth_mode") is { } mode && mode is not ("aad_token" or "AADToken"))
        {
            map.Error(map.At("auth_mode"), $"'auth_mode' is '{mode}'; batch endpoints take Entra tokens only: aad_token");
        }

        // Which deployment is the default one is decided when it is published.
        map.Ignore("$schema", "defaults", "properties");
        map.NoOthers(what);
        return endpoint;
    }

    private static BatchDeploymentDefinition ReadDeployment(FolderReader folder, YamlMap map, string file)
    {
        const string what = "a pipeline deployment";
        if (map.Text("type") is { } type && type != "pipeline")
        {
            map.Error(map.At("type"), $"deployments of the type '{type}' are not published; supported: pipeline");
        }

        var name = AssetName.Read(map, file, what);
        var deployment = new BatchDeploymentDefinition(name, map.Location)
        {
            Description = map.Text("description"),
            Tags = map.Texts("tags"),
            Component = DeployedPipelineReader.ReadReference(folder, map, file, name),
            Settings = PipelineSettingsReader.Read(folder, map, what),
        };
        map.Ignore("$schema", "endpoint_name", "job_definition", "component", "properties");
        map.NoOthers(what);
        return deployment;
    }
}
