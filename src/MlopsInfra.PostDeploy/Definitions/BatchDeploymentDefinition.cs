using MlopsInfra.PostDeploy.Reading.Keys;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A deployment of a pipeline component to a batch endpoint.</summary>
internal sealed record BatchDeploymentDefinition(string Name, SourceLocation Location) : Definition(Name, Location)
{
    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>What the file calls its endpoint; null if it leaves that out.</summary>
    public string? EndpointName { get; init; }

    /// <summary>The pipeline; null if the file leaves it out and the folder's only one is meant.</summary>
    public DefinitionReference<ComponentDefinition>? Component { get; init; }

    public PipelineSettings Settings { get; init; } = new();
}
