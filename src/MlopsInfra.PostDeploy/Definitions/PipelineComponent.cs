using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>
/// A component that runs other components, one step feeding the next. Also what a pipeline job becomes when it is published.
/// </summary>
internal sealed record PipelineComponent(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : ComponentDefinition(Name, Description, Tags, Location)
{
    public override string Type => "pipeline";

    public required IReadOnlyList<PipelineNode> Nodes { get; init; }

    /// <summary>Settings that a pipeline job brings along; a deployment takes them over where it has none of its own.</summary>
    public PipelineSettings Settings { get; init; } = new();

    /// <summary>The experiment that a pipeline job names; null for a component.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>
    /// What a pipeline job gives its inputs, by name: the inputs of a run or a schedule that gives none itself.
    /// </summary>
    public IReadOnlyDictionary<string, InputBinding> JobInputs { get; init; } = new Dictionary<string, InputBinding>();
}
