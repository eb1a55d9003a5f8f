using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Reading.Pipelines;

/// <summary>
/// Finds the inputs of a pipeline job that are given data as a plain text, as in <c>readings: azureml://datastores/...</c>. The
/// component that the job becomes has to declare them as data, or its steps could not take them.
/// </summary>
internal static class AddressInputs
{
    /// <summary>The inputs, with the type of the steps that take them where those take data.</summary>
    /// <param name="inputs">The inputs, as their values seem to be.</param>
    /// <param name="nodes">The steps.</param>
    public static IReadOnlyList<InputDefinition> Infer(IReadOnlyList<InputDefinition> inputs, IReadOnlyList<PipelineNode> nodes)
    {
        if (inputs.All(input => input.Type != "string")) return inputs;
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var (name, binding) in node.Inputs)
            {
                if (binding.ParentInput is { } parent && node.Component?.Local?.Input(name) is { IsData: true } taker)
                    types.TryAdd(parent, taker.Type);
            }
        }

        return
        [
            .. inputs.Select(input => input.Type == "string" && types.TryGetValue(input.Name, out var type)
                ? input with { Type = type, Default = null } : input),
        ];
    }
}
