using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Reading.Components;

/// <summary>Reads components from their files, and where they are written in place of a name.</summary>
internal static class ComponentReader
{
    /// <summary>The value of a key: a reference, a file, or the component itself; null, with an error, if it is wrong.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">What has the key.</param>
    /// <param name="key">The key, as in <c>component</c> or <c>trial</c>.</param>
    /// <param name="file">The file it is in.</param>
    /// <param name="placeName">Name of a component that is written in place.</param>
    public static DefinitionReference<ComponentDefinition>? ReadReference(
        FolderReader folder, YamlMap owner, string key, string file, string placeName = "")
    {
        if (owner.Node(key) is YamlMappingNode && placeName.Length > 0)
        {
            var map = owner.Map(key)!;
            var component = Read(folder, map, file, placeName);
            return component is null ? null : new DefinitionReference<ComponentDefinition>(component, null, map.Location);
        }

        var text = owner.Text(key);
        return text is null
            ? null
            : ReferenceReader.Read(folder, text, owner.At(key), file, ReferenceKind.Component,
                (path, from) => Load(folder, path, from));
    }

    public static ComponentDefinition? Load(FolderReader folder, string path, SourceLocation? from) =>
        folder.ReadOnce<ComponentDefinition>(path, from, "component", (map, file) => Read(folder, map, file, null));

    /// <summary>A component from its description, whatever that is in.</summary>
    /// <param name="source">Where it is described.</param>
    /// <param name="type">Its type.</param>
    /// <param name="name">The name it is registered under.</param>
    /// <param name="origin">How Azure calls the place it was read from.</param>
    public static ComponentDefinition Build(ComponentSource source, ComponentType type, string name, string origin)
    {
        var spec = SpecOf(source, type.Name, name, origin);
        // `az ml` sends the default, too.
        spec["is_deterministic"] = source.Map.Flag("is_deterministic") ?? true;
        var properties = PropertiesOf(spec);
        type.Read(source, spec);
        return new ComponentDefinition(PublishKind.Component, type.Name, name, source.Map.Location)
        {
            Inputs = source.Inputs,
            Outputs = source.Outputs,
            Properties = properties,
        };
    }

    /// <summary>What the spec of every type has.</summary>
    public static JsonObject SpecOf(ComponentSource source, string type, string name, string origin)
    {
        var map = source.Map;
        var inputs = new JsonObject();
        foreach (var input in source.Inputs) inputs[input.Name] = input.InSpec();
        var outputs = new JsonObject();
        foreach (var output in source.Outputs) outputs[output.Name] = output.InSpec();
        return new JsonObject { ["name"] = name, ["type"] = type }
            .With("inputs", inputs.Count > 0 ? inputs : null)
            .With("outputs", outputs.Count > 0 ? outputs : null)
            .With("$schema", map.Text("$schema"))
            .With("display_name", map.Text("display_name") ?? NameForPeople(map, name))
            .With("description", map.Text("description"))
            .With("tags", Tags.Read(map))
            .With("_source", origin);
    }

    /// <summary>The <c>properties</c> of the PUT.</summary>
    public static JsonObject PropertiesOf(JsonObject spec) =>
        new JsonObject { ["isAnonymous"] = false, ["isArchived"] = false, ["componentSpec"] = spec }
            .With("description", spec["description"])
            .With("tags", spec["tags"]);

    private static ComponentDefinition? Read(FolderReader folder, YamlMap map, string file, string? placeName)
    {
        if (placeName is null && FolderFile.KindOf(file, map) == FileKind.PipelineJob)
            return PipelineReader.ReadJob(folder, map, file);
        if (ComponentTypes.Of(map) is { } type) return ReadStep(folder, map, file, type, placeName);
        switch (map.Text("type"))
        {
            case "pipeline" or null when map.Has("jobs"):
                return PipelineReader.ReadComponent(folder, map, file, placeName);
            case "pipeline":
                map.Error(map.Location, "a pipeline needs 'jobs'");
                return null;
            case null:
                map.Error(map.Location, $"a component needs 'type': {string.Join(", ", ComponentTypes.Names)}");
                return null;
            case { } other:
                map.Error(map.At("type"),
                    $"components of the type '{other}' are not published; supported: {string.Join(", ", ComponentTypes.Names)}");
                return null;
        }
    }

    private static ComponentDefinition ReadStep(
        FolderReader folder, YamlMap map, string file, ComponentType type, string? placeName)
    {
        var what = $"a {type.Name} component";
        type.Spread(map);
        var source = new ComponentSource(folder, map, file, what)
        {
            Inputs = InterfaceReader.ReadInputs(map),
            Outputs = InterfaceReader.ReadOutputs(map),
        };
        var component = Build(source, type, placeName ?? AssetName.OfComponent(map, file),
            placeName is null ? "YAML.COMPONENT" : "YAML.JOB");
        map.Ignore("name", "version", "type");
        if (type.Name == "command" && map.Has("environment_variables"))
        {
            // `az ml` leaves them out, too.
            map.Ignore("environment_variables");
            folder.Errors.Warn(map.At("environment_variables"),
                "'environment_variables' are those of a step: a component's are left out; set them where it is used");
        }

        KeepOthers(component, map, what);
        return component;
    }

    /// <summary>Sends on what a component says beside what its type has: <c>properties</c>, and what is not known here.</summary>
    public static void KeepOthers(ComponentDefinition component, YamlMap map, string what)
    {
        component.Spec.With("properties", map.Json("properties"));
        component.Properties.With("properties", Tags.Read(map, "properties"));
        UnknownKeys.Keep(map, what, component.Spec);
    }

    // A name that had to be changed is shown as it was written.
    private static string? NameForPeople(YamlMap map, string name) =>
        map.Text("name") is { } written && !string.IsNullOrWhiteSpace(written) && AssetName.OfComponent(map, "") == name
            && written != name ? written : null;
}
