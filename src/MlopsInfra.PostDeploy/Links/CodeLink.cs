using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>A reference to the code folder that is uploaded along.</summary>
/// <param name="snapshot">The files.</param>
/// <param name="form">How it is written.</param>
/// <param name="location">Where the reference is.</param>
internal sealed class CodeLink(CodeSnapshot snapshot, AssetForm form, SourceLocation location) : Link(location)
{
    /// <summary>The files.</summary>
    public CodeSnapshot Snapshot => snapshot;

    public override Asset Needs(AssetGraph graph) => graph.Of(snapshot);

    public override JsonNode Resolve(LinkTargets targets) => form.Write(targets.Graph.Of(snapshot).Id(targets.WorkspaceId));
}
