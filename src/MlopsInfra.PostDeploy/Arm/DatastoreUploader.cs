using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>
/// Uploads local files to the workspace's own blob datastore, where the Azure ML clients upload them to: with the datastore's key
/// or signature or, where it has none or they are not for the caller, with the caller's own token.
/// </summary>
internal sealed class DatastoreUploader
{
    private readonly WorkspaceClient _workspace;
    private readonly AzureConnection _connection;
    private readonly Action<string> _waiting;
    private readonly Lazy<Task<(UploadDatastore Datastore, BlobContainerClient Client)>> _datastore;

    // Several assets may name the same files.
    private readonly ConcurrentDictionary<string, Lazy<Task<(int Uploaded, int There)>>> _uploads = [];

    /// <param name="workspace">Whose datastore it is.</param>
    /// <param name="connection">How Azure is reached.</param>
    /// <param name="waiting">Is told what is waited for.</param>
    public DatastoreUploader(WorkspaceClient workspace, AzureConnection connection, Action<string> waiting)
    {
        _workspace = workspace;
        _connection = connection;
        _waiting = waiting;
        // One token for all: whoever comes first asks, and none of them may be cancelled without the others.
        _datastore = new(() => FindAsync(CancellationToken.None));
    }

    /// <summary>Uploads what is missing.</summary>
    /// <param name="snapshot">The files.</param>
    /// <param name="name">Name of the asset that they are of.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellationToken">Cancels; what is uploaded stays.</param>
    /// <returns>The datastore, and the number of files uploaded and of those that were there.</returns>
    public async Task<(UploadDatastore Datastore, int Uploaded, int There)> UploadAsync(UploadSnapshot snapshot, string name,
        string version, CancellationToken cancellationToken)
    {
        var (datastore, client) = await _datastore.Value.WaitAsync(cancellationToken);
        var folder = snapshot.Path[..^snapshot.Name.Length];
        var (uploaded, there) = await _uploads.GetOrAdd(snapshot.Path, _ => new(() =>
            new UploadContainer(client, _connection.Parallelism)
                .UploadAsync(folder, snapshot, name, version, cancellationToken))).Value;
        return (datastore, uploaded, there);
    }

    private async Task<(UploadDatastore, BlobContainerClient)> FindAsync(CancellationToken cancellationToken)
    {
        var path = $"datastores/{UploadDatastore.DefaultName}";
        var properties = (await _workspace.FindAsync(path, cancellationToken))?["properties"]
            ?? throw new RequestFailedException(404,
                $"The workspace has no datastore '{UploadDatastore.DefaultName}', to which local files are uploaded.",
                "DatastoreNotFound", null);
        var type = Text(properties, "datastoreType");
        var container = type switch
        {
            "AzureBlob" => Text(properties, "containerName"),
            "AzureDataLakeGen2" => Text(properties, "filesystem"),
            _ => null,
        };
        if (container is null || Text(properties, "accountName") is not { } account)
        {
            throw new RequestFailedException(400,
                $"The datastore '{UploadDatastore.DefaultName}' is of the type '{type}'; local files are uploaded to AzureBlob "
                    + "or "
                    + "AzureDataLakeGen2.",
                "DatastoreTypeNotSupported", null);
        }

        // The blob service answers for data lakes as well.
        var address = new Uri($"https://{account}.blob.{Text(properties, "endpoint") ?? "core.windows.net"}/{container}");
        var client = await ClientAsync(path, account, address, Text(properties["credentials"], "credentialsType"),
            cancellationToken);
        return (new UploadDatastore(address), client);
    }

    private async Task<BlobContainerClient> ClientAsync(string path, string account, Uri address, string? credentials,
        CancellationToken cancellationToken)
    {
        var options = ClientSetup.Configure(new BlobClientOptions(), _connection, _waiting);
        var secrets = credentials is "AccountKey" or "Sas" ? await SecretsAsync(path, cancellationToken) : null;
        if (Text(secrets, "key") is { } key)
            return new BlobContainerClient(address, new StorageSharedKeyCredential(account, key), options);
        return Text(secrets, "sasToken") is { } signature
            ? new BlobContainerClient(address, new AzureSasCredential(signature.TrimStart('?')), options)
            : new BlobContainerClient(address, _connection.Credential, options);
    }

    private async Task<JsonNode?> SecretsAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await _workspace.PostImpatientAsync($"{path}/listSecrets", cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 403)
        {
            // Who may not see the secrets may still write with a role of their own.
            return null;
        }
    }

    private static string? Text(JsonNode? node, string key) =>
        node?[key]?.GetValue<string>() is { Length: > 0 } text ? text : null;
}
