using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads data assets and models: names for addresses.</summary>
internal static class DataReader
{
    private static readonly string[] Schemes = ["azureml://", "https://", "http://", "wasbs://", "abfss://"];

    public static DataDefinition? Load(FolderReader folder, string path, SourceLocation? from) =>
        folder.ReadOnce(path, from, "data asset", ReadData);

    public static ModelDefinition? LoadModel(FolderReader folder, string path, SourceLocation? from) =>
        folder.ReadOnce(path, from, "model", ReadModel);

    private static DataDefinition ReadData(YamlMap map, string file)
    {
        map.Text("$schema");
        map.Text("version");
        var definition = new DataDefinition(AssetName.Read(map, file, "a data asset"), map.Location)
        {
            Properties = new JsonObject
            {
                ["dataType"] = map.OneOf("type", DataDefinition.Types) ?? "uri_folder",
                ["dataUri"] = ReadAddress(map, "a data asset"),
                ["isAnonymous"] = false,
                ["isArchived"] = false,
            }
            .With("description", map.Text("description"))
            .With("tags", Tags.Read(map)),
        };
        map.NoOthers("a data asset");
        return definition;
    }

    private static ModelDefinition ReadModel(YamlMap map, string file)
    {
        map.Text("$schema");
        map.Text("version");
        var definition = new ModelDefinition(AssetName.Read(map, file, "a model"), map.Location)
        {
            Properties = new JsonObject
            {
                ["modelType"] = map.OneOf("type", ModelDefinition.Types) ?? "custom_model",
                ["modelUri"] = ReadAddress(map, "a model"),
                ["isAnonymous"] = false,
                ["isArchived"] = false,
            }
            .With("description", map.Text("description"))
            .With("tags", Tags.Read(map)),
        };
        map.NoOthers("a model");
        return definition;
    }

    private static string ReadAddress(YamlMap map, string what)
    {
        var path = map.Required("path", what);
        if (path.Length > 0 && !Schemes.Any(scheme => path.StartsWith(scheme, StringComparison.Ordinal)))
        {
            map.Error(
                map.At("path"),
                $"'path' is '{path}'; {what} is published from an address only ({string.Join(", ", Schemes)}): " +
                "put the files into a datastore and give its azureml:// path");
        }

        return path;
    }
}
