using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>Reads data assets: names for addresses, or for local files that are uploaded along.</summary>
internal static class DataReader
{
    private const string What = "a data asset";

    public static DataDefinition? Load(FolderReader folder, string path, SourceLocation? from) =>
        folder.ReadOnce(path, from, "data asset", (map, file) => Read(folder, map, file));

    private static DataDefinition Read(FolderReader folder, YamlMap map, string file)
    {
        // `az ml` leaves the properties of data out.
        map.Ignore("$schema", "version", "properties");
        var name = AssetName.Read(map, file, What);
        var type = map.OneOf("type", DataDefinition.Types) ?? "uri_folder";
        var path = map.Required("path", What);
        var properties = new JsonObject { ["dataType"] = type, ["isAnonymous"] = false, ["isArchived"] = false };
        if (AddressReader.Read(folder, map, file, UploadForm.Path) is { } address)
        {
            properties["dataUri"] = address;
            CheckKind(map, file, path, type);
            if (type == "mltable") AddReferences(folder, map, file, path, properties);
        }

        properties.With("description", map.Text("description")).With("tags", Tags.Read(map));
        map.NoOthers(What);
        return new DataDefinition(name, map.Location) { Properties = properties };
    }

    private static void CheckKind(YamlMap map, string file, string path, string type)
    {
        if (!UploadReader.IsLocal(path)) return;
        var isFolder = Directory.Exists(FolderReader.PathFrom(file, path));
        if (isFolder == type is "uri_folder" or "mltable") return;
        map.Error(map.At("path"), $"'path' is '{path}', which is a {(isFolder ? "folder" : "file")}, and 'type' is {type}");
    }

    /// <summary>Says which files a local table is made of.</summary>
    private static void AddReferences(FolderReader folder, YamlMap map, string file, string path, JsonObject properties)
    {
        if (!UploadReader.IsLocal(path)) return;
        var table = Path.Combine(FolderReader.PathFrom(file, path), "MLTable");
        if (!File.Exists(table))
        {
            map.Error(map.At("path"), $"'path' is '{path}', in which there is no file 'MLTable'");
            return;
        }

        var uris = new JsonArray();
        var content = folder.Load(table)?.AsJson();
        foreach (var item in (content?["paths"] as JsonArray)?.OfType<JsonObject>() ?? [])
            if (item.FirstOrDefault().Value is JsonValue uri) uris.Add(uri.ToString());
        if (uris.Count > 0) properties["referencedUris"] = uris;
        else if (content is not null) map.Error(map.At("path"), $"'{folder.NameOf(table)}' names no files under 'paths'");
    }
}
