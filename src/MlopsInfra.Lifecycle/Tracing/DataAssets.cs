using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.Lifecycle.Data;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>The versions of an environment's training data, by Resource Manager, and their manifests, which lie beside the
/// files.</summary>
/// <param name="environment">The environment.</param>
internal sealed class DataAssets(LifecycleEnvironment environment)
{
    private const string Manifest = "manifest.json";
    private const string Sources = "sources/";

    /// <summary>All versions of the training data.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Azure refuses.</exception>
    public Task<IReadOnlyList<DataAssetVersion>> AllAsync(CancellationToken cancellationToken) =>
        LifecycleEnvironment.GuardAsync<IReadOnlyList<DataAssetVersion>>(
            $"listing the versions of the training data of {environment.Name}",
            async () =>
            {
                var name = environment.Outputs.Datastores.TrainingData;
                return [.. (await environment.Arm.ListAsync(
                    environment.InWorkspace($"data/{Uri.EscapeDataString(name)}/versions?listViewType=All"), cancellationToken))
                    .Select(shown => DataAssetVersion.Of(name, shown))];
            },
            cancellationToken);

    /// <summary>One version, of any workspace.</summary>
    /// <param name="workspace">ARM id of the workspace.</param>
    /// <param name="reference">The version, <c>NAME:VERSION</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The version; null with the reason where it can't be had.</returns>
    public async Task<(DataAssetVersion? Found, string? Why)> FindAsync(string workspace, string reference,
        CancellationToken cancellationToken)
    {
        if (!ModelVersion.TryParse(reference, out var name, out var version)) return (null, "it is no NAME:VERSION");
        try
        {
            var shown = await environment.Arm.FindAsync(environment.Arm.Url(
                $"{workspace}/data/{Uri.EscapeDataString(name)}/versions/{Uri.EscapeDataString(version)}",
                ApiVersions.MachineLearning), cancellationToken);
            return shown is null ? (null, $"{workspace.Split('/')[^1]} has no such version any more")
                : (DataAssetVersion.Of(name, shown), null);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            return (null, $"it can't be read ({ArmError.Of(exception).Code})");
        }
    }

    /// <summary>The manifests of a version: the first one, and those of jobs that came with the same content later.</summary>
    /// <param name="version">The version, of this environment's workspace.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The manifests, and why they can't be read; none of both for a version that has no manifest.</returns>
    public async Task<(IReadOnlyList<DataManifest> Found, string? Why)> ManifestsAsync(DataAssetVersion version,
        CancellationToken cancellationToken)
    {
        if (DatastorePlace.Of(version.Uri) is not { Path: { Length: > 0 } folder } place) return ([], null);
        try
        {
            return await new Datastores(environment).ContainerAsync(place.Datastore, cancellationToken) is { } address
                ? (await ReadAsync(environment.Container(address, environment.Impatient), folder, cancellationToken), null)
                : ([], null);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            return ([], ArmError.Of(exception).Code);
        }
    }

    private static async Task<IReadOnlyList<DataManifest>> ReadAsync(BlobContainerClient container, string folder,
        CancellationToken cancellationToken)
    {
        var names = new List<string> { $"{folder}/{Manifest}" };
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{folder}/{Sources}",
            cancellationToken)) names.Add(blob.Name);
        var found = new List<DataManifest>();
        foreach (var name in names)
        {
            var blob = container.GetBlobClient(name);
            if (!await blob.ExistsAsync(cancellationToken)) continue;
            var text = (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToString();
            if (DataManifest.Read(text) is { } manifest) found.Add(manifest);
        }

        return found;
    }
}
