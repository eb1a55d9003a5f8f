using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>A reference to a job that ran in the workspace, by its name.</summary>
/// <param name="text">The reference as it is written.</param>
/// <param name="name">The job's name; null for the id of a job elsewhere, which is handed on as it is.</param>
/// <param name="location">Where it is.</param>
internal sealed class JobLink(string text, string? name, SourceLocation location) : Link(location)
{
    /// <summary>The reference as it is written.</summary>
    public string Text => text;

    /// <summary>The job's name; null for the id of a job elsewhere.</summary>
    public string? Name => name;

    public override JsonNode Resolve(LinkTargets targets) => name ?? text;
}
