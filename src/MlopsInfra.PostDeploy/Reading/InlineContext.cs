using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Definitions;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>
/// What a step that is written in place is surrounded by: from there come its name and the types of its inputs.
/// </summary>
/// <param name="Name">Name of the component that it becomes.</param>
/// <param name="PipelineInputs">Inputs of the pipeline.</param>
/// <param name="EarlierNodes">Steps above it in the file.</param>
internal sealed partial record InlineContext(
    string Name, IReadOnlyList<InputDefinition> PipelineInputs, IReadOnlyList<PipelineNode> EarlierNodes)
{
    /// <summary>
    /// The type of what an input is given: that of the pipeline's input or of the other step's output, if it is bound to one.
    /// </summary>
    public string TypeOf(InputBinding binding)
    {
        if (binding.Value is null) return binding.Type;
        var input = ParentInput().Match(binding.Value);
        if (input.Success)
            return PipelineInputs.FirstOrDefault(known => known.Name == input.Groups["name"].Value)?.Type ?? "string";
        var output = OtherOutput().Match(binding.Value);
        if (!output.Success) return binding.Type;
        var node = EarlierNodes.FirstOrDefault(known => known.Name == output.Groups["node"].Value);
        return node?.Component.Local?.Output(output.Groups["name"].Value)?.Type ?? "uri_folder";
    }

    [GeneratedRegex(@"^\$\{\{\s*parent\.inputs\.(?<name>\w+)\s*\}\}$")]
    private static partial Regex ParentInput();

    [GeneratedRegex(@"^\$\{\{\s*parent\.jobs\.(?<node>\w+)\.outputs\.(?<name>\w+)\s*\}\}$")]
    private static partial Regex OtherOutput();
}
