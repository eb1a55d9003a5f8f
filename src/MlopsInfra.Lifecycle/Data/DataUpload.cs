using Azure;
using Azure.Storage.Blobs.Models;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Data;

/// <summary>
/// Uploads local data to the workspace's own datastore. Where it lies follows from its content: what is there is not sent again,
/// and nothing is overwritten.
/// </summary>
/// <param name="environment">The environment.</param>
internal sealed class DataUpload(LifecycleEnvironment environment)
{
    /// <summary>The code for storage that is closed to where this runs.</summary>
    public const string ClosedNetwork = "AuthorizationFailure";

    /// <summary>The folder in the datastore that data lies in.</summary>
    /// <param name="data">The data.</param>
    public static string FolderOf(LocalData data) => $"LocalUpload/{data.Hash}";

    /// <summary>Uploads what is missing.</summary>
    /// <param name="data">The data.</param>
    /// <param name="cancellationToken">Ends it; what is uploaded stays.</param>
    /// <returns>How many files were uploaded; the others were there.</returns>
    /// <exception cref="LifecycleException">Azure refuses, or its storage is closed to where this runs.</exception>
    public async Task<int> RunAsync(LocalData data, CancellationToken cancellationToken)
    {
        var operation = $"uploading '{data.Path}' to {environment.Name}";
        try
        {
            return await UploadAsync(data, cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status == 403 && refused.ErrorCode == ClosedNetwork)
        {
            throw new LifecycleException(ClosedNetwork,
                $"{operation}: its storage account is closed to the network that this runs in. Run it from inside, as on an "
                + "agent in the environment's network (on the local cloud: --from-network), or name data that is there already.",
                refused);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            throw LifecycleException.Of(exception, operation);
        }
    }

    private async Task<int> UploadAsync(LocalData data, CancellationToken cancellationToken)
    {
        var address = await new Datastores(environment).ContainerAsync(Datastores.Default, cancellationToken)
            ?? throw new LifecycleException("DatastoreTypeNotSupported",
                $"The datastore '{Datastores.Default}' of {environment.Name} keeps no blobs, so nothing can be uploaded to it.");
        var container = environment.Container(address);
        var folder = FolderOf(data);
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{folder}/", cancellationToken))
            there.Add(blob.Name);
        var missing = data.Files.Where(file => !there.Contains($"{folder}/{file.Name}")).ToList();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = environment.Connection.Parallelism, CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(missing, options, async (file, token) =>
        {
            await using var content = File.OpenRead(file.File);
            await container.GetBlobClient($"{folder}/{file.Name}").UploadAsync(content, overwrite: true, token);
        });
        return missing.Count;
    }
}
