using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>
/// A component that runs other components, one step feeding the next. Also what a pipeline job becomes when it is published.
/// </summary>
internal sealed record PipelineComponent(string Name, SourceLocation Location)
    : ComponentDefinition(PublishKind.Pipeline, "pipeline", Name, Location)
{
    public required IReadOnlyList<PipelineNode> Nodes { get; init; }

    /// <summary>For people; null if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>What the job that it was made of says about a run; null for a component.</summary>
    public PipelineJob? Job { get; init; }
}
