using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>A reference to the code folder that is uploaded along.</summary>
/// <param name="snapshot">The files.</param>
/// <param name="form">How it is written.</param>
/// <param name="location">Where the reference is.</param>
/// <param name="owner">
/// What the code asset is named after; null for the whole that is published. An online deployment has one of its own, as it would
/// be updated where the same file is published with others.
/// </param>
internal sealed class CodeLink(CodeSnapshot snapshot, AssetForm form, SourceLocation location, string? owner = null)
    : Link(location)
{
    /// <summary>The files.</summary>
    public CodeSnapshot Snapshot => snapshot;

    public override Asset Needs(AssetGraph graph) => graph.Of(snapshot, owner);

    public override JsonNode Resolve(LinkTargets targets)
    {
        var id = targets.Graph.Of(snapshot, owner).Id(targets.WorkspaceId);
        return form == AssetForm.Spec ? "azureml:" + id : id;
    }
}
