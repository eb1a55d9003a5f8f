using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>A reference to a datastore of the workspace, by its ARM id.</summary>
/// <param name="name">Its bare name.</param>
/// <param name="location">Where it is named.</param>
internal sealed class DatastoreLink(string name, SourceLocation location) : Link(location)
{
    public override JsonNode Resolve(LinkTargets targets) => $"{targets.WorkspaceId}/datastores/{name}";
}
