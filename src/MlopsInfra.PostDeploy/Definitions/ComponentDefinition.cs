using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A component: something with inputs and outputs that a pipeline can run as a step.</summary>
/// <param name="Kind">A component, or a pipeline.</param>
/// <param name="Type">As YAML has it: <c>command</c>, <c>parallel</c>, <c>pipeline</c> ...</param>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Location">Where it is described.</param>
internal record ComponentDefinition(PublishKind Kind, string Type, string Name, SourceLocation Location)
    : AssetDefinition(Kind, "components", Name, Location)
{
    public required IReadOnlyList<InputDefinition> Inputs { get; init; }

    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }

    /// <summary>The component as Azure takes it, with links.</summary>
    public JsonObject Spec => Properties["componentSpec"]!.AsObject();

    public InputDefinition? Input(string name) => Inputs.FirstOrDefault(input => input.Name == name);

    public OutputDefinition? Output(string name) => Outputs.FirstOrDefault(output => output.Name == name);

    public override void Stamp(JsonObject properties, string version) => properties["componentSpec"]!["version"] = version;
}
