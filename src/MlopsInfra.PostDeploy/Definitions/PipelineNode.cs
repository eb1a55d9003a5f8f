using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A step of a pipeline.</summary>
internal sealed record PipelineNode(string Name, string Type, DefinitionReference<ComponentDefinition> Component,
    SourceLocation Location)
{
    public required IReadOnlyDictionary<string, InputBinding> Inputs { get; init; }

    public required IReadOnlyDictionary<string, OutputBinding> Outputs { get; init; }

    /// <summary>Bare name of a compute of the workspace; null for the default one.</summary>
    public string? Compute { get; init; }

    public string? DisplayName { get; init; }

    public IReadOnlyDictionary<string, string>? EnvironmentVariables { get; init; }

    public JsonObject? Resources { get; init; }

    public JsonObject? Limits { get; init; }

    public JsonObject? Distribution { get; init; }
}
