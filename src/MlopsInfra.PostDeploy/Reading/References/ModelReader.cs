using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>Reads models: names for addresses, or for local files that are uploaded along.</summary>
internal static class ModelReader
{
    private const string What = "a model";

    public static ModelDefinition? Load(FolderReader folder, string path, SourceLocation? from) =>
        folder.ReadOnce(path, from, "model", (map, file) => Read(folder, map, file, AssetName.Read(map, file, What)));

    /// <summary>The model that a mapping describes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="name">The name it is registered under.</param>
    public static ModelDefinition Read(FolderReader folder, YamlMap map, string file, string name)
    {
        map.Ignore("$schema", "version", "name");
        map.Required("path", What);
        var properties = new JsonObject
        {
            ["modelType"] = map.OneOf("type", ModelDefinition.Types) ?? "custom_model",
            ["isAnonymous"] = false,
            ["isArchived"] = false,
        }
        .With("modelUri", AddressReader.Read(folder, map, file, UploadForm.Model))
        .With("description", map.Text("description"))
        .With("tags", Tags.Read(map))
        .With("properties", Tags.Read(map, "properties"))
        .With("stage", map.Text("stage"))
        .With("flavors", Flavors(map));
        map.NoOthers(What);
        return new ModelDefinition(name, map.Location) { Properties = properties };
    }

    /// <summary>In YAML a flavor is its settings; Azure wants them under <c>data</c>.</summary>
    private static JsonObject? Flavors(YamlMap map)
    {
        if (map.Json("flavors") is not { } flavors) return null;
        var json = new JsonObject();
        foreach (var (name, settings) in flavors) json[name] =
            new JsonObject { ["data"] = settings?.DeepClone() ?? new JsonObject() };
        return json;
    }
}
