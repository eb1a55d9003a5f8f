using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>The ARM id of something below the workspace that has no version, such as a deployment.</summary>
/// <param name="path">Its path below the workspace.</param>
/// <param name="location">Where it is named.</param>
internal sealed class WorkspaceLink(string path, SourceLocation location) : Link(location)
{
    public override JsonNode Resolve(LinkTargets targets) => $"{targets.WorkspaceId}/{path}";
}
