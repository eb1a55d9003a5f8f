using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Links;

namespace MlopsInfra.PostDeploy.Assets;

/// <summary>Local files that are uploaded to the workspace's own datastore. They are registered nowhere.</summary>
internal sealed class UploadAsset(UploadSnapshot snapshot)
    : Asset(PublishKind.Upload, "datastores", snapshot.Name, snapshot.Hash[..ContentHash.Length], [])
{
    private UploadDatastore? _datastore;

    public UploadSnapshot Snapshot => snapshot;

    /// <summary>Below the workspace, by the datastore and the path in it.</summary>
    public override string Path => $"datastores/{UploadDatastore.DefaultName}/paths/{snapshot.Path}";

    /// <summary>The address of the blobs, once they are uploaded.</summary>
    public string ContextUri => _datastore?.ContextUriOf(snapshot)
        ?? throw new InvalidOperationException($"The files of {Name} are not uploaded yet.");

    /// <summary>Says where the files were uploaded to.</summary>
    public void Uploaded(UploadDatastore datastore) => _datastore = datastore;

    public override JsonObject Properties(LinkTargets targets) =>
        throw new NotSupportedException("Files that are uploaded are not registered.");
}
