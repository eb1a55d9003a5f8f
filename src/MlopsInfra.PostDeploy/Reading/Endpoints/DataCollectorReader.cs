using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Endpoints;

/// <summary>
/// Reads which requests and answers a deployment keeps. Each collection is a data asset of its own, which is registered before
/// the deployment, as Microsoft's client does.
/// </summary>
internal static class DataCollectorReader
{
    private const string Root = "azureml://datastores/workspaceblobstore/paths/modelDataCollector";

    private static readonly Dictionary<string, string> Rates = new()
    {
        ["minute"] = "minute", ["hour"] = "hour", ["day"] = "day", ["month"] = "month", ["year"] = "year",
    };

    /// <summary>The value of <c>data_collector</c>; null if it is left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">The deployment.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <param name="deployment">The deployment's name.</param>
    public static JsonObject? Read(FolderReader folder, YamlMap owner, string file, string endpoint, string deployment)
    {
        if (owner.Map("data_collector") is not { } map) return null;
        if (!map.Has("collections")) map.Error(map.Location, "'data_collector' needs 'collections', such as model_inputs");
        var rate = Numbers.Real(map, "sampling_rate");
        if (rate is < 0 or > 1) map.Error(map.At("sampling_rate"), $"'sampling_rate' is {rate}; allowed: 0 to 1");
        var collections = new JsonObject();
        foreach (var (name, value) in map.EntriesOf("collections"))
        {
            if (map.AsMap(value, $"collection '{name}'") is not { } collection) continue;
            var place = new DataDefinition($"{endpoint}-{deployment}-{name}", collection.Location)
            {
                Properties = Properties($"{Root}/{endpoint}/{deployment}/{name}"),
            };
            collections[name] = Collection(folder, collection, file, place, rate);
        }

        var json = new JsonObject { ["collections"] = collections }
            .With("rollingRate", Words.Read(map, "rolling_rate", Rates))
            .With("requestLogging", Logging(map));
        map.NoOthers("'data_collector'");
        return json;
    }

    private static JsonObject Collection(FolderReader folder, YamlMap map, string file, DataDefinition place, double? rate)
    {
        var isEnabled = string.Equals(map.Text("enabled"), "true", StringComparison.OrdinalIgnoreCase);
        var json = new JsonObject { ["dataCollectionMode"] = isEnabled ? "enabled" : "disabled" }
            .With("samplingRate", rate)
            .With("clientId", map.Text("client_id"))
            .With("dataId", Data(folder, map, file, place));
        map.NoOthers("a collection");
        return json;
    }

    private static JsonNode? Data(FolderReader folder, YamlMap owner, string file, DataDefinition place)
    {
        switch (owner.Node("data"))
        {
            case null:
                return new AssetLink(place, null, AssetForm.Id, place.Location).ToNode();
            case YamlScalarNode scalar:
                var reference = ReferenceReader.Read(folder, YamlScalar.Text(scalar), owner.At(scalar), file, ReferenceKind.Data,
                    (path, from) => DataReader.Load(folder, path, from));
                return reference is null ? null : AssetLink.To(reference, AssetForm.Id).ToNode();
            default:
                return owner.Map("data") is { } map ? Named(map, file, place) : null;
        }
    }

    private static JsonNode Named(YamlMap map, string file, DataDefinition place)
    {
        if (map.Node("version") is YamlScalarNode version && YamlScalar.IsNumber(version))
        {
            map.Error(map.At("version"),
                $"'version' is {version.Value}, a number; Azure ML wants text here: '{version.Value}' in quotes");
        }

        var path = map.Text("path");
        if (path is not null && !path.StartsWith("azureml://", StringComparison.Ordinal))
            map.Error(map.At("path"), $"'path' is '{path}'; expected a path of a datastore: azureml://datastores/NAME/paths/...");
        var name = map.Has("name") ? AssetName.Read(map, file, "a data asset") : place.Name;
        map.Ignore("name", "version");
        map.NoOthers("the data of a collection");
        var data = new DataDefinition(name, map.Location)
        {
            Properties = path is null ? place.Properties : Properties(path),
        };
        return new AssetLink(data, null, AssetForm.Id, map.Location).ToNode();
    }

    private static JsonObject Properties(string address) => new()
    {
        ["dataType"] = "uri_folder",
        ["dataUri"] = address,
        ["isAnonymous"] = false,
        ["isArchived"] = false,
    };

    private static JsonObject? Logging(YamlMap owner)
    {
        if (owner.Map("request_logging") is not { } map) return null;
        var headers = new JsonArray();
        foreach (var item in map.Node("capture_headers") is YamlSequenceNode list ? list.Children : [])
            if (item is YamlScalarNode scalar) headers.Add(YamlScalar.Text(scalar));
        map.NoOthers("'request_logging'");
        return new JsonObject { ["captureHeaders"] = headers };
    }
}
