using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A component that runs a command line in an environment.</summary>
internal sealed record CommandComponent(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : ComponentDefinition(Name, Description, Tags, Location)
{
    public override string Type => "command";

    public required string Command { get; init; }

    public required DefinitionReference<EnvironmentDefinition> Environment { get; init; }

    /// <summary>The files it runs; null if all of it is in the environment's image.</summary>
    public CodeSnapshot? Code { get; init; }

    public JsonObject? Resources { get; init; }

    public JsonObject? Distribution { get; init; }
}
