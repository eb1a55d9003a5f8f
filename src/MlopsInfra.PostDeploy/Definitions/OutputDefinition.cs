using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>An output of a component.</summary>
internal sealed record OutputDefinition(string Name, string Type, SourceLocation Location)
{
    public static readonly IReadOnlyList<string> Types = [.. InputDefinition.DataTypes, .. InputDefinition.LiteralTypes];

    public string? Mode { get; init; }

    public string? Description { get; init; }

    /// <summary>As Azure takes it in the spec of a component.</summary>
    public JsonObject InSpec() =>
        new JsonObject { ["type"] = Type }.With("mode", Mode).With("description", Description);
}
