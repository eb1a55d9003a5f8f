using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A deployment of a pipeline component to a batch endpoint.</summary>
internal sealed record BatchDeploymentDefinition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : Definition(Name, Description, Tags, Location)
{
    /// <summary>The pipeline; null if the file leaves it out and the folder's only one is meant.</summary>
    public DefinitionReference<ComponentDefinition>? Component { get; init; }

    public PipelineSettings Settings { get; init; } = new();
}
