using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading;

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
            return ReferenceReader.Read(
                folder, YamlScalar.Text(scalar), owner.At(node), file, ReferenceKind.Environment,
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
        map.Text("$schema");
        map.Text("version");
        var what = "an environment";
        // Written in place and without a name: an anonymous environment, as `az ml` registers it.
        var name = inline && !map.Has("name") ? EnvironmentDefinition.AnonymousName : AssetName.Read(map, file, what);
        map.Text("name");
        var (text, conda) = ReadConda(folder, map, file);
        if (map.Has("build"))
        {
            map.Node("build");
            map.Error(map.At("build"), "'build' is not published: build the image in a registry and give it as 'image'");
            return null;
        }

        var properties = new JsonObject
        {
            ["isAnonymous"] = name == EnvironmentDefinition.AnonymousName,
            ["isArchived"] = false,
            ["image"] = map.Required("image", what),
        };
        properties
            .With("osType", map.OneOf("os_type", "linux", "windows", "Linux", "Windows"))
            .With("condaFile", text)
            .With("inferenceConfig", ReadRoutes(map))
            .With("description", map.Text("description"))
            .With("tags", Tags.Read(map));
        var definition = new EnvironmentDefinition(name, map.Location) { Properties = properties, Conda = conda };
        map.NoOthers(what);
        return definition;
    }

    /// <summary>Where an image that serves a model answers.</summary>
    private static JsonObject? ReadRoutes(YamlMap map)
    {
        if (map.Map("inference_config") is not { } config) return null;
        var routes = new JsonObject()
            .With("livenessRoute", config.Json("liveness_route"))
            .With("readinessRoute", config.Json("readiness_route"))
            .With("scoringRoute", config.Json("scoring_route"));
        config.NoOthers("'inference_config'");
        return routes;
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

        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var content = YamlFile.Parse(text, folder.NameOf(path), folder.Errors);
        return (text, content?.AsJson());
    }
}
