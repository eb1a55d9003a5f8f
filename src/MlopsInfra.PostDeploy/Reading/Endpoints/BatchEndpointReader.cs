using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>Reads the batch endpoint.</summary>
internal static class BatchEndpointReader
{
    private const string What = "a batch endpoint";

    public static BatchEndpointDefinition? Load(FolderReader folder, string path) =>
        folder.ReadOnce(path, null, "batch endpoint", Read);

    private static BatchEndpointDefinition Read(YamlMap map, string file)
    {
        var defaults = map.Map("defaults");
        var endpoint = new BatchEndpointDefinition(AssetName.Read(map, file, What), map.Location)
        {
            Description = map.Text("description"),
            Tags = map.Texts("tags"),
            DefaultDeployment = defaults?.Text("deployment_name"),
        };
        defaults?.NoOthers("'defaults'");
        if (map.Text("auth_mode") is { } mode
            && !mode.Replace("_", "", StringComparison.Ordinal).Equals("AADToken", StringComparison.OrdinalIgnoreCase))
        {
            map.Error(map.At("auth_mode"), $"'auth_mode' is '{mode}'; batch endpoints take Entra tokens only: aad_token");
        }

        map.Ignore("$schema", "properties");
        map.NoOthers(What);
        return endpoint;
    }
}
