using System.Text.Json.Nodes;
using Azure;
using Azure.Storage.Blobs;
using MlopsInfra.PostDeploy.Assets;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>
/// Uploads the files of a code asset to the container that the workspace hands out for it, with the signature that comes along
/// or, where none does, the caller's own token.
/// The same version gets the same container, so a run that was cut off finds its files there and uploads the rest.
/// </summary>
internal sealed class CodeUploader
{
    private readonly WorkspaceClient _workspace;
    private readonly AzureConnection _connection;
    private readonly Action<string> _waiting;

    public CodeUploader(WorkspaceClient workspace, AzureConnection connection, Action<string> waiting)
    {
        _workspace = workspace;
        _connection = connection;
        _waiting = waiting;
    }

    /// <summary>Uploads what is missing.</summary>
    /// <param name="asset">The code; gets its address.</param>
    /// <param name="cancellationToken">Cancels; what is uploaded stays.</param>
    /// <returns>The number of files uploaded, and of those that were there.</returns>
    public async Task<(int Uploaded, int There)> UploadAsync(CodeAsset asset, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["pendingUploadType"] = "TemporaryBlobReference" };
        var answer = await _workspace.PostAsync($"{asset.Path}/startPendingUpload", body, cancellationToken)
            ?? throw new RequestFailedException("The workspace answered a request for an upload with an empty body.");
        var reference = answer["blobReferenceForConsumption"]!;
        var container = new UploadContainer(ContainerOf(reference), _connection.Parallelism);
        var counts = await container.UploadAsync("", asset.Snapshot, asset.Name, asset.Version, cancellationToken);

        // A single file lies in the container itself.
        var address = reference["blobUri"]!.GetValue<string>().TrimEnd('/');
        asset.Uri = $"{address}/{(asset.Snapshot.IsFolder ? asset.Snapshot.Name : "")}";
        return counts;
    }

    // A workspace whose datastores go by identity hands out no signature ("credentialType": "None"): then the caller's own token
    // has to do.
    private BlobContainerClient ContainerOf(JsonNode reference)
    {
        var options = ClientSetup.Configure(new BlobClientOptions(), _connection, _waiting);
        if (reference["credential"]?["sasUri"]?.GetValue<string>() is { Length: > 0 } signed)
            return new BlobContainerClient(new Uri(signed), options);
        return reference["blobUri"]?.GetValue<string>() is { Length: > 0 } address
            ? new BlobContainerClient(new Uri(address), _connection.Credential, options)
            : throw new RequestFailedException("The workspace's answer to a request for an upload names no container.");
    }
}
