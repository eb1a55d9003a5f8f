namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>One run of a pipeline: what it runs, with which inputs and settings.</summary>
internal sealed record JobDefinition(DefinitionReference<ComponentDefinition> Component)
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? ExperimentName { get; init; }

    public IReadOnlyDictionary<string, InputBinding> Inputs { get; init; } = new Dictionary<string, InputBinding>();

    public PipelineSettings Settings { get; init; } = new();
}
