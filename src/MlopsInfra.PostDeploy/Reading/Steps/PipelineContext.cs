using System.Text.RegularExpressions;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.Files;

namespace MlopsInfra.PostDeploy.Reading.Steps;

/// <summary>
/// What surrounds a step: the pipeline's inputs and outputs, and the other steps. From there come the types of what a step that
/// is written in place takes and gives.
/// </summary>
/// <param name="Folder">The folder.</param>
/// <param name="File">The file of the pipeline.</param>
/// <param name="Name">Name of the pipeline.</param>
/// <param name="IsJob">Whether it is a job.</param>
internal sealed partial record PipelineContext(FolderReader Folder, string File, string Name, bool IsJob)
{
    public required IReadOnlyList<InputDefinition> Inputs { get; init; }

    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }

    /// <summary>All steps, by name. Their order means nothing: a step may read what one below it writes.</summary>
    public Dictionary<string, StepSource> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>The input that a step which is written in place declares for what it is given.</summary>
    /// <param name="name">Name of the input.</param>
    /// <param name="given">What it is given.</param>
    public InputDefinition Declare(string name, InputBinding given)
    {
        var declared = new InputDefinition(name, given.Type, given.Location) { Mode = given.Mode };
        if (!given.IsExpression) return declared with { Default = given.Value };
        if (given.ParentInput is { } input)
        {
            var parent = Inputs.FirstOrDefault(known => known.Name == input);
            return declared with { Type = parent?.Type ?? "string", Mode = given.Mode ?? parent?.Mode };
        }

        if (OtherOutput().Match(given.Value!) is { Success: true } output)
            return declared with { Type = TypeOfOutput(output.Groups["step"].Value, output.Groups["name"].Value) };
        return declared with { Default = given.Value };
    }

    /// <summary>The output that a step which is written in place declares.</summary>
    /// <param name="name">Name of the output.</param>
    /// <param name="bound">Where it goes.</param>
    public OutputDefinition Declare(string name, OutputBinding bound)
    {
        var parent = bound.ParentOutput is { } output ? Outputs.FirstOrDefault(known => known.Name == output) : null;
        return new OutputDefinition(name, bound.Type ?? parent?.Type ?? "uri_folder", bound.Location)
        {
            Mode = bound.Mode ?? parent?.Mode,
        };
    }

    private string TypeOfOutput(string step, string name)
    {
        if (!Steps.TryGetValue(step, out var other)) return "uri_folder";
        if (other.Type.OutputType is { } type) return type;
        if (other.Component?.Local is { } component) return component.Output(name)?.Type ?? "uri_folder";
        return other.Outputs.TryGetValue(name, out var bound) ? Declare(name, bound).Type : "uri_folder";
    }

    [GeneratedRegex(@"^\s*\$\{\{\s*parent\.jobs\.(?<step>[\w-]+)\.outputs\.(?<name>[\w-]+)\s*\}\}\s*$")]
    private static partial Regex OtherOutput();
}
