using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A deployment of a model to the environment's batch endpoint.</summary>
internal sealed record ModelDeploymentDefinition(string Name, SourceLocation Location) : Definition(Name, Location)
{
    /// <summary>The body of the PUT as Azure takes it, with links, without the location.</summary>
    public required JsonObject Content { get; init; }
}
