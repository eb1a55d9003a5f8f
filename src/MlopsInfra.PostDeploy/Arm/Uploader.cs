using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>Uploads the files of assets that have some.</summary>
internal sealed class Uploader
{
    private readonly CodeUploader _code;
    private readonly DatastoreUploader _data;

    /// <param name="workspace">Where to.</param>
    /// <param name="connection">How Azure is reached.</param>
    /// <param name="waiting">Is told what is waited for.</param>
    public Uploader(WorkspaceClient workspace, AzureConnection connection, Action<string> waiting)
    {
        _code = new CodeUploader(workspace, connection, waiting);
        _data = new DatastoreUploader(workspace, connection, waiting);
    }

    /// <summary>Uploads what is missing.</summary>
    /// <param name="asset">The asset; gets the address of its files.</param>
    /// <param name="cancellationToken">Cancels; what is uploaded stays.</param>
    /// <returns>What was done, for people; null for an asset that has no files.</returns>
    public async Task<string?> UploadAsync(Asset asset, CancellationToken cancellationToken)
    {
        var (uploaded, there) = asset switch
        {
            CodeAsset code => await _code.UploadAsync(code, cancellationToken),
            UploadAsset data => await UploadAsync(data, cancellationToken),
            _ => (-1, 0),
        };
        return uploaded < 0 ? null : $"{uploaded} files uploaded{(there > 0 ? $", {there} were there" : "")}";
    }

    private async Task<(int Uploaded, int There)> UploadAsync(UploadAsset asset, CancellationToken cancellationToken)
    {
        var (datastore, uploaded, there) =
            await _data.UploadAsync(asset.Snapshot, asset.Name, asset.Version, cancellationToken);
        asset.Uploaded(datastore);
        return (uploaded, there);
    }
}
