using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Jobs;

/// <summary>Reads imports of data: from where, to where, under which name.</summary>
internal static class DataImportReader
{
    private const string Key = "import_data";

    /// <summary>The import that a schedule runs: a file, or one that is written in place.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="file">The file it is in.</param>
    public static JsonObject? Read(FolderReader folder, YamlMap schedule, string file)
    {
        if (schedule.Node(Key) is not YamlScalarNode)
            return schedule.Map(Key) is { } inPlace ? Definition(inPlace, file) : null;
        if (schedule.Text(Key) is not { } text) return null;
        var path = FolderReader.PathFrom(file, text);
        if (File.Exists(path)) return folder.Load(path) is { } map ? Definition(map, path) : null;
        schedule.Error(schedule.At(Key), $"the file of a data import '{text}' does not exist");
        return null;
    }

    /// <summary>Where the data comes from, in the form of a step.</summary>
    /// <param name="map">The import.</param>
    /// <param name="what">What errors call it.</param>
    public static JsonObject? Source(YamlMap map, string what)
    {
        if (map.Map("source") is not { } source)
        {
            if (!map.Has("source")) map.Error(map.Location, $"{what} needs 'source'");
            return null;
        }

        var type = source.OneOf("type", "database", "file_system") ?? "database";
        var content = new JsonObject { ["type"] = type, ["connection"] = source.Required("connection", "'source'") };
        if (type == "file_system") content["path"] = source.Required("path", "'source'");
        else if (!source.Has("stored_procedure")) content["query"] = source.Required("query", "'source'");
        content.With("stored_procedure", source.Text("stored_procedure"))
            .With("stored_procedure_params", source.Value("stored_procedure_params"));
        source.NoOthers("'source'");
        return content;
    }

    /// <summary>Where the data goes to: an address in a datastore.</summary>
    /// <param name="map">The import.</param>
    /// <param name="what">What errors call it.</param>
    public static string Path(YamlMap map, string what)
    {
        var path = map.Required("path", what);
        if (path.Length > 0 && !path.StartsWith("azureml://", StringComparison.Ordinal))
            map.Error(map.At("path"), $"'path' is '{path}'; {what} goes to a datastore: azureml://datastores/NAME/paths/...");
        return path;
    }

    private static JsonObject? Definition(YamlMap map, string file)
    {
        const string what = "a data import";
        var name = AssetName.Read(map, file, what);
        if (Source(map, what) is not { } source) return null;
        var type = CamelCase.Pascal((string)source["type"]!);
        source.Remove("type");
        var content = new JsonObject
        {
            ["dataType"] = map.OneOf("type", DataDefinition.Types) ?? "uri_folder",
            ["dataUri"] = Path(map, what),
            ["assetName"] = name,
            ["source"] = CamelCase.Of(source).With("sourceType", type),
            ["isAnonymous"] = false,
            ["isArchived"] = false,
        };
        content.With("description", map.Text("description"))
            .With("tags", Tags.Read(map))
            .With("properties", Tags.Read(map, "properties"));
        map.Ignore("$schema", "version", "auto_delete_setting");
        map.NoOthers(what);
        return content;
    }
}
