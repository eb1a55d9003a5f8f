using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads components from their files.</summary>
internal static class ComponentReader
{
    public static DefinitionReference<ComponentDefinition>? ReadReference(FolderReader folder, YamlMap owner, string key,
        string file)
    {
        var text = owner.Text(key);
        return text is null
            ? null
            : ReferenceReader.Read(folder, text, owner.At(key), file, ReferenceKind.Component,
                (path, from) => Load(folder, path, from));
    }

    public static ComponentDefinition? Load(FolderReader folder, string path, SourceLocation? from) =>
        folder.ReadOnce<ComponentDefinition>(path, from, "component", (map, file) => Read(folder, map, file));

    private static ComponentDefinition? Read(FolderReader folder, YamlMap map, string file)
    {
        if (FolderFile.KindOf(file, map) == FileKind.PipelineJob) return PipelineReader.ReadJob(folder, map, file);
        switch (map.Text("type"))
        {
            case "command" or null when map.Has("command"):
                return ReadCommand(folder, map, file);
            case "pipeline" or null when map.Has("jobs"):
                return PipelineReader.ReadComponent(folder, map, file);
            case "command":
                map.Error(map.Location, "a command component needs 'command'");
                return null;
            case "pipeline":
                map.Error(map.Location, "a pipeline needs 'jobs'");
                return null;
            case null:
                map.Error(map.Location, "a component needs 'type': command, pipeline");
                return null;
            case { } other:
                map.Error(map.At("type"), $"components of the type '{other}' are not published; supported: command, pipeline");
                return null;
        }
    }

    private static CommandComponent? ReadCommand(FolderReader folder, YamlMap map, string file)
    {
        const string what = "a command component";
        var name = AssetName.Read(map, file, what);
        var environment = EnvironmentReader.ReadReference(folder, map, file, what);
        var code = folder.Snapshot(map, file);
        map.Text("version");
        map.Text("type");
        map.Node("additional_includes");
        var component = new CommandComponent(name, map.Text("description"), map.Texts("tags"), map.Location)
        {
            Schema = map.Text("$schema"),
            DisplayName = map.Text("display_name"),
            IsDeterministic = map.Flag("is_deterministic"),
            Inputs = InterfaceReader.ReadInputs(map),
            Outputs = InterfaceReader.ReadOutputs(map),
            Command = map.Required("command", what),
            Environment = environment ?? DefinitionReference<EnvironmentDefinition>.Broken(map.Location),
            Code = code,
            Resources = map.Json("resources"),
            Distribution = map.Json("distribution"),
        };
        CommandCheck.Run(component, map);
        map.NoOthers(what);
        return component;
    }
}
