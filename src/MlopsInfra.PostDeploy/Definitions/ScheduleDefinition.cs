using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>A schedule that submits a pipeline job.</summary>
internal sealed record ScheduleDefinition(
    string Name, string? Description, IReadOnlyDictionary<string, string>? Tags, SourceLocation Location)
    : Definition(Name, Description, Tags, Location)
{
    public string? DisplayName { get; init; }

    /// <summary>The trigger as Azure takes it.</summary>
    public required JsonObject Trigger { get; init; }

    /// <summary>The pipeline that it runs, with the inputs and settings of its job.</summary>
    public required JobDefinition Job { get; init; }
}
