using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>Reads the steps of a pipeline.</summary>
internal static class NodeReader
{
    private static readonly string[] Unsupported = ["sweep", "automl", "parallel", "spark", "import", "data_transfer"];

    public static IReadOnlyList<PipelineNode> Read(
        FolderReader folder, YamlMap pipeline, string file, string pipelineName, IReadOnlyList<InputDefinition> pipelineInputs)
    {
        List<PipelineNode> nodes = [];
        foreach (var (name, value) in pipeline.EntriesOf("jobs"))
        {
            AssetName.CheckParameter(pipeline, name, pipeline.At(value), "a step");
            if (pipeline.AsMap(value, $"step '{name}'") is not { } map) continue;
            var earlier = new InlineContext($"{pipelineName}_{name}", pipelineInputs, nodes);
            nodes.Add(ReadNode(folder, map, file, name, earlier));
        }

        if (!pipeline.EntriesOf("jobs").Any())
            pipeline.Error(pipeline.At("jobs"), "a pipeline needs at least one step in 'jobs'");
        return nodes;
    }

    private static PipelineNode ReadNode(FolderReader folder, YamlMap map, string file, string name, InlineContext context)
    {
        var type = map.Text("type");
        var inputs = BindingReader.ReadInputs(folder, map, file);
        var outputs = BindingReader.ReadOutputs(map);
        var component = ReadComponent(folder, map, file, name, type, inputs, outputs, context);
        var node = new PipelineNode(
            name, type ?? component?.Local?.Type ?? "command",
            component ?? DefinitionReference<ComponentDefinition>.Broken(map.Location),
            map.Location)
        {
            Inputs = inputs,
            Outputs = outputs,
            Compute = ReferenceReader.BareName(map.Text("compute")),
            DisplayName = map.Text("display_name"),
            EnvironmentVariables = map.Texts("environment_variables"),
            Resources = map.Json("resources"),
            Limits = map.Json("limits"),
            Distribution = map.Json("distribution"),
        };
        map.Ignore("name", "description", "tags", "services");
        // Where the component could not be read, which keys belong to the step is not known either.
        if (component is not null) map.NoOthers($"step '{name}'");
        return node;
    }

    private static DefinitionReference<ComponentDefinition>? ReadComponent(
        FolderReader folder,
        YamlMap map,
        string file,
        string name,
        string? type,
        IReadOnlyDictionary<string, InputBinding> inputs,
        IReadOnlyDictionary<string, OutputBinding> outputs,
        InlineContext context)
    {
        var isRemote = map.Text("component") is { } reference && reference.StartsWith("azureml:", StringComparison.Ordinal);
        if (Unsupported.Contains(type) && !isRemote)
        {
            map.Error(map.At("type"),
                $"steps of the type '{type}' are not published from a file; supported: command, pipeline, " +
                                      "and any type whose component is registered already (component: azureml:name:version)");
            return null;
        }

        if (type is not (null or "command" or "pipeline") && !Unsupported.Contains(type))
        {
            map.Error(map.At("type"), $"step '{name}' has the unknown type '{type}'; allowed: command, pipeline");
            return null;
        }

        if (map.Has("component")) return ComponentReader.ReadReference(folder, map, "component", file);
        if (map.Has("command")) return InlineComponent.Read(folder, map, file, inputs, outputs, context);
        map.Error(map.Location, $"step '{name}' needs 'component' or 'command'");
        return null;
    }
}
