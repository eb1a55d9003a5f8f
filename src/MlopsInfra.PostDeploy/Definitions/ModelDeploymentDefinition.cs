using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A deployment of a model to one of the environment's batch endpoints.</summary>
internal sealed record ModelDeploymentDefinition(string Name, SourceLocation Location) : Definition(Name, Location)
{
    /// <summary>What the file calls its endpoint; null if it leaves that out.</summary>
    public string? EndpointName { get; init; }

    /// <summary>The body of the PUT as Azure takes it, with links, without the location.</summary>
    public required JsonObject Content { get; init; }
}
