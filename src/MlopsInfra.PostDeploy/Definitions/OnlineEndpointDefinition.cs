using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>An online endpoint: a managed one, or one on Kubernetes.</summary>
internal sealed record OnlineEndpointDefinition(string Name, SourceLocation Location) : Definition(Name, Location)
{
    /// <summary>What the file says, as Azure takes it, with links: without the location, and without the traffic.</summary>
    public required JsonObject Content { get; init; }

    /// <summary>Percent by deployment; null if the file says nothing of it.</summary>
    public JsonObject? Traffic { get; init; }

    /// <summary>Percent of the traffic that is copied to a deployment; null if the file says nothing of it.</summary>
    public JsonObject? MirrorTraffic { get; init; }

    /// <summary>Where each deployment is named that gets traffic.</summary>
    public IReadOnlyDictionary<string, SourceLocation> Targets { get; init; } = new Dictionary<string, SourceLocation>();
}
