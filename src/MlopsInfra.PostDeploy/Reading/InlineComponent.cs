using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>
/// A command step that is written in place instead of naming a component. It is registered as a component called
/// <c>pipeline_step</c>: an anonymous one gets a version from the service, so that it could not be found again.
/// </summary>
internal static class InlineComponent
{
    public static DefinitionReference<ComponentDefinition> Read(
        FolderReader folder,
        YamlMap map,
        string file,
        IReadOnlyDictionary<string, InputBinding> inputs,
        IReadOnlyDictionary<string, OutputBinding> outputs,
        InlineContext context)
    {
        var environment = EnvironmentReader.ReadReference(folder, map, file, "a command step");
        var code = folder.Snapshot(map, file);
        map.Node("additional_includes");
        var command = map.Required("command", "a command step");
        var component = new CommandComponent(context.Name, map.Text("description"), map.Texts("tags"), map.Location)
        {
            DisplayName = map.Text("display_name"),
            Inputs = [.. inputs.Select(input => new InputDefinition(input.Key, context.TypeOf(input.Value),
                input.Value.Location) { Mode = input.Value.Mode })],
            Outputs = [.. outputs.Select(output => new OutputDefinition(output.Key, output.Value.Type ?? "uri_folder",
                output.Value.Location)
            {
                Mode = output.Value.Mode,
            })],
            Command = command,
            Environment = environment ?? DefinitionReference<EnvironmentDefinition>.Broken(map.Location),
            Code = code,
        };
        CommandCheck.Run(component, map);
        return new DefinitionReference<ComponentDefinition>(component, null, map.Location);
    }
}
