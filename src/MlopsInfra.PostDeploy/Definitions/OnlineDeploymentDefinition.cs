using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A deployment of an online endpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Endpoint">Name of the endpoint.</param>
/// <param name="EndpointLocation">Where the endpoint is named.</param>
/// <param name="Location">Where it is described.</param>
internal sealed record OnlineDeploymentDefinition(
    string Name, string Endpoint, SourceLocation EndpointLocation, SourceLocation Location) : Definition(Name, Location)
{
    /// <summary>The body of the PUT as Azure takes it, with links, without the location.</summary>
    public required JsonObject Content { get; init; }
}
