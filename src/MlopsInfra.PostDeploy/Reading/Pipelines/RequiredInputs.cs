using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>
/// Finds the inputs without a default that no one gives: neither the step itself nor a step that searches or repeats.
/// </summary>
internal static class RequiredInputs
{
    /// <summary>Reports each of them.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="map">Takes the errors.</param>
    public static void Check(PipelineComponent pipeline, YamlMap map)
    {
        var given = pipeline.Nodes.SelectMany(node => node.Gives).ToHashSet();
        foreach (var node in pipeline.Nodes)
        {
            if (node.Component?.Local is not { } component || given.Contains((node.Name, null))) continue;
            foreach (var input in component.Inputs.Where(input => !input.Optional && input.Default is null
                && !node.Inputs.ContainsKey(input.Name) && !given.Contains((node.Name, input.Name))))
            {
                map.Error(node.Location,
                    $"step '{node.Name}' does not give the input '{input.Name}' of '{component.Name}', which has no default");
            }
        }
    }
}
