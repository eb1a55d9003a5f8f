using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A step of a pipeline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">As YAML has it: <c>command</c>, <c>sweep</c>, <c>if_else</c> ...</param>
/// <param name="Component">What it runs; null for a step that runs no component.</param>
/// <param name="Location">Where it is described.</param>
internal sealed record PipelineNode(
    string Name, string Type, DefinitionReference<ComponentDefinition>? Component, SourceLocation Location)
{
    /// <summary>The step as Azure takes it, with links.</summary>
    public required JsonObject Content { get; init; }

    public IReadOnlyDictionary<string, InputBinding> Inputs { get; init; } = new Dictionary<string, InputBinding>();

    public IReadOnlyDictionary<string, OutputBinding> Outputs { get; init; } = new Dictionary<string, OutputBinding>();

    /// <summary>
    /// Inputs of steps that this step gives beside what is written at them, such as the values of a sweep; without a name all
    /// inputs of the step.
    /// </summary>
    public IReadOnlyList<(string Step, string? Input)> Gives { get; init; } = [];
}
