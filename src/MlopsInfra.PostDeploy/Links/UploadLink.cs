using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>A reference to local files that are uploaded along to the workspace's own datastore.</summary>
/// <param name="snapshot">The files.</param>
/// <param name="form">How the reference is written.</param>
/// <param name="location">Where the reference is.</param>
internal sealed class UploadLink(UploadSnapshot snapshot, UploadForm form, SourceLocation location) : Link(location)
{
    /// <summary>The files.</summary>
    public UploadSnapshot Snapshot => snapshot;

    public override Asset Needs(AssetGraph graph) => graph.Of(snapshot);

    public override JsonNode Resolve(LinkTargets targets) => form switch
    {
        UploadForm.Folder => UploadDatastore.PathOf(snapshot) + "/",
        // A hash is the same in every workspace.
        UploadForm.Model when targets.WorkspaceId.Length > 0 => UploadDatastore.ModelPathOf(snapshot, targets.WorkspaceId),
        UploadForm.BuildContext when targets.WorkspaceId.Length > 0 => targets.Graph.Of(snapshot).ContextUri,
        _ => UploadDatastore.PathOf(snapshot),
    };
}
