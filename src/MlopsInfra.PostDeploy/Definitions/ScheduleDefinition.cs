using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A schedule.</summary>
internal sealed record ScheduleDefinition(string Name, SourceLocation Location) : Definition(Name, Location)
{
    /// <summary>Its <c>properties</c> as Azure takes them, with links.</summary>
    public required JsonObject Properties { get; init; }

    /// <summary>The API version that knows its action; null for the one of everything else.</summary>
    public string? ApiVersion { get; init; }
}
