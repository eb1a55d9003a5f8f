using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.References;

/// <summary>Reads environments: files, references and inline ones.</summary>
internal static class EnvironmentReader
{
    /// <summary>The value of <c>environment</c>: a reference, a file, or an environment written in place.</summary>
    public static DefinitionReference<EnvironmentDefinition>? ReadReference(FolderReader folder, YamlMap owner, string file,
        string what)
    {
        if (owner.Node("environment") is not { } node)
        {
            owner.Error(owner.Location, $"{what} needs 'environment'");
            return null;
        }

        if (node is YamlScalarNode scalar)
        {
            var text = YamlScalar.Text(scalar);
            if (UploadReader.IsLocal(text) && !text.StartsWith("file:", StringComparison.Ordinal))
                owner.Warn(owner.At(node), $"the environment's file is named '{text}'; `az ml` takes it as 'file:{text}' only");
            return ReferenceReader.Read(
                folder, text, owner.At(node), file, ReferenceKind.Environment,
                (path, from) => Load(folder, path, from));
        }

        if (owner.Map("environment") is not { } inline) return null;
        return ReadDefinition(folder, inline, file, inline: true) is { } definition
            ? new DefinitionReference<EnvironmentDefinition>(definition, null, owner.At(node))
            : null;
    }

    /// <summary>The value of <c>environment</c> as a link; null, with an error, if it is missing or wrong.</summary>
    public static Link? ReadLink(FolderReader folder, YamlMap owner, string file, string what, AssetForm form = AssetForm.Spec) =>
        ReadReference(folder, owner, file, what) is { } reference ? AssetLink.To(reference, form) : null;

    /// <summary>The environment that a file describes.</summary>
    public static EnvironmentDefinition? Load(FolderReader folder, string path, SourceLocation? from) =>
        folder.ReadOnce(path, from, "environment", (map, file) => ReadDefinition(folder, map, file, inline: false));

    private static EnvironmentDefinition? ReadDefinition(FolderReader folder, YamlMap map, string file, bool inline)
    {
        map.Ignore("$schema", "version", "datastore");
        var what = "an environment";
        // Written in place and without a name: an anonymous environment, as `az ml` registers it.
        var name = inline && !map.Has("name") ? EnvironmentDefinition.AnonymousName : AssetName.Read(map, file, what);
        map.Text("name");
        var (text, conda) = ReadConda(folder, map, file);
        var properties = new JsonObject
        {
            ["isAnonymous"] = name == EnvironmentDefinition.AnonymousName,
            ["isArchived"] = false,
        }
        .With("osType", map.OneOf("os_type", "linux", "windows"))
        .With("image", map.Text("image"))
        .With("build", BuildContext(folder, map, file))
        .With("condaFile", text)
        .With("inferenceConfig", InferenceConfig(map))
        .With("description", map.Text("description"))
        .With("tags", Tags.Read(map))
        .With("properties", Tags.Read(map, "properties"));
        if (map.Has("image") == map.Has("build"))
        {
            map.Error(map.Location, map.Has("image")
                ? $"{what} has either 'image' or 'build'; this one has both" : $"{what} needs 'image' or 'build'");
        }

        var definition = new EnvironmentDefinition(name, map.Location) { Properties = properties, Conda = conda };
        map.NoOthers(what);
        return definition;
    }

    /// <summary>The folder that an image is built of: local, or at an address.</summary>
    private static JsonObject? BuildContext(FolderReader folder, YamlMap owner, string file)
    {
        if (owner.Map("build") is not { } map) return null;
        var path = map.Required("path", "'build'");
        var dockerfile = map.Text("dockerfile_path");
        map.NoOthers("'build'");
        var context = new JsonObject().With("dockerfilePath", dockerfile);
        if (path.Length == 0) return context;
        if (!UploadReader.IsLocal(path)) return context.With("contextUri", path);
        var upload = folder.Uploads.Read(path, map.At("path"), file, UploadForm.BuildContext, "the build context");
        if (upload is { Snapshot.IsFolder: false })
            map.Error(map.At("path"), $"the build context '{path}' is a file, not a folder");
        var wanted = (dockerfile ?? "Dockerfile").Replace("./", "", StringComparison.Ordinal);
        if (upload is { Snapshot.IsFolder: true } && upload.Snapshot.Files.All(found => found.Path != wanted))
            folder.Errors.Warn(map.At("path"),
                $"the build context '{path}' has no '{wanted}': Azure will not be able to build it");
        return context.With("contextUri", upload);
    }

    /// <summary>The routes of a server in the image.</summary>
    private static JsonObject? InferenceConfig(YamlMap owner)
    {
        if (owner.Map("inference_config") is not { } map) return null;
        var json = new JsonObject();
        foreach (var (key, name) in ((string, string)[])[("liveness_route", "livenessRoute"),
            ("readiness_route", "readinessRoute"), ("scoring_route", "scoringRoute")])
        {
            if (map.Map(key) is not { } route)
            {
                map.Error(map.Location, $"'inference_config' needs '{key}'");
                continue;
            }

            if (!route.Has("port")) route.Required("port", $"'{key}'");
            var port = Numbers.Integer(route, "port");
            json[name] = new JsonObject { ["path"] = route.Required("path", $"'{key}'"), ["port"] = port };
            route.NoOthers($"'{key}'");
        }

        map.NoOthers("'inference_config'");
        return json;
    }

    /// <summary>The Conda file: a path, or its content in place.</summary>
    private static (string? Text, JsonNode? Content) ReadConda(FolderReader folder, YamlMap map, string file)
    {
        if (map.Node("conda_file") is not { } node) return (null, null);
        if (node is YamlMappingNode inline)
        {
            // JSON is YAML, too, and it is the form in which Azure shows a Conda file.
            var json = YamlScalar.ToJson(inline)!;
            return (json.ToJsonString(), json);
        }

        var relative = map.Text("conda_file") ?? "";
        var path = FolderReader.PathFrom(file, relative);
        if (!File.Exists(path))
        {
            folder.Errors.Add(map.At("conda_file"), $"the Conda file '{relative}' does not exist");
            return (null, null);
        }

        folder.Use(path);
        try
        {
            var text = LocalFile.ReadText(path).ReplaceLineEndings("\n");
            var content = YamlFile.Parse(text, folder.NameOf(path), folder.Errors);
            return (text, content?.AsJson());
        }
        catch (SnapshotException e)
        {
            folder.Errors.Add(map.At("conda_file"), $"the Conda file '{relative}' {e.Reason}");
            return (null, null);
        }
    }
}
