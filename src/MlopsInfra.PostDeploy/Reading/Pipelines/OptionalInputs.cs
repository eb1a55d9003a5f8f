using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>Finds the inputs of a pipeline component that nothing needs: the steps that take them can do without.</summary>
internal static class OptionalInputs
{
    /// <summary>
    /// The inputs, optional where every input of a step that takes them is optional, as `az ml` sends them. What a registered
    /// component needs is not known here, so it does not count.
    /// </summary>
    /// <param name="inputs">The inputs as they are written.</param>
    /// <param name="nodes">The steps.</param>
    public static IReadOnlyList<InputDefinition> Infer(
        IReadOnlyList<InputDefinition> inputs, IReadOnlyList<PipelineNode> nodes) =>
        [.. inputs.Select(input => input.Optional || !IsOptional(input.Name, nodes) ? input : input with { IsOptional = true })];

    private static bool IsOptional(string name, IReadOnlyList<PipelineNode> nodes)
    {
        var takers =
            from node in nodes
            from binding in node.Inputs
            where binding.Value.Value?.Contains($"${{{{parent.inputs.{name}}}}}", StringComparison.Ordinal) == true
            select node.Component?.Local?.Input(binding.Key);
        var known = takers.OfType<InputDefinition>().ToArray();
        return known.Length > 0 && known.All(taker => taker.Optional);
    }
}
