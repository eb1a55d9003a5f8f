using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Components;
using MlopsInfra.PostDeploy.Reading.Pipelines;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>Reads the steps of a pipeline.</summary>
internal static class StepReader
{
    /// <summary>The steps in <c>jobs</c>.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="context">What surrounds the steps; takes them.</param>
    public static IReadOnlyList<PipelineNode> Read(YamlMap pipeline, PipelineContext context)
    {
        // A step that can't be read keeps its place, so that it causes no other mistakes.
        var broken = new List<PipelineNode>();
        foreach (var (name, value) in pipeline.EntriesOf("jobs"))
        {
            AssetName.CheckStep(pipeline, name, pipeline.At(value));
            if (pipeline.AsMap(value, $"step '{name}'") is { } map && Source(map, name, context) is { } step)
                context.Steps[name] = step;
            else
                broken.Add(new PipelineNode(name, "", null, pipeline.At(value)) { Content = [] });
        }

        if (!pipeline.EntriesOf("jobs").Any())
            pipeline.Error(pipeline.At("jobs"), "a pipeline needs at least one step in 'jobs'");
        return [.. context.Steps.Values.Select(step => step.Type.Read(step)), .. broken];
    }

    private static StepSource? Source(YamlMap map, string name, PipelineContext context)
    {
        if (StepTypes.Of(map, name) is not { } type) return null;
        type.Spread(map);
        var component = type.ComponentKey is { } key && map.Has(key)
            ? ComponentReader.ReadReference(context.Folder, map, key, context.File, AssetName.InPlace(context.Name, name)) : null;
        return new StepSource(context, name, map, TypeOf(map, type, component))
        {
            Component = component,
            Inputs = BindingReader.ReadInputs(context.Folder, map, context.File, component?.Local),
            Outputs = BindingReader.ReadOutputs(map),
        };
    }

    // A step without a type has that of its component.
    private static StepType TypeOf(YamlMap map, StepType type, DefinitionReference<ComponentDefinition>? component) =>
        map.Has("type") || component?.Local is not { } local
            ? type : StepTypes.All.FirstOrDefault(known => known.Name == local.Type) ?? type;
}
