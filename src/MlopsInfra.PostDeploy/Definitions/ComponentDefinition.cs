using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A component: something with inputs and outputs that a pipeline can run as a step.</summary>
internal abstract record ComponentDefinition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : Definition(Name, Description, Tags, Location)
{
    /// <summary><c>command</c> or <c>pipeline</c>.</summary>
    public abstract string Type { get; }

    public string? Schema { get; init; }

    public string? DisplayName { get; init; }

    public bool? IsDeterministic { get; init; }

    public IReadOnlyList<InputDefinition> Inputs { get; init; } = [];

    public IReadOnlyList<OutputDefinition> Outputs { get; init; } = [];

    public InputDefinition? Input(string name) => Inputs.FirstOrDefault(input => input.Name == name);

    public OutputDefinition? Output(string name) => Outputs.FirstOrDefault(output => output.Name == name);
}
