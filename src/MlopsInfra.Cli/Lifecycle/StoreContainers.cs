using Azure.Storage.Blobs;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>The containers behind an environment's datastores.</summary>
internal static class StoreContainers
{
    /// <summary>Opens one.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="datastore">Name of the datastore; null where the stack was deployed without.</param>
    /// <param name="what">What it holds, for an error.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">There is no such datastore.</exception>
    public static async Task<BlobContainerClient> OpenAsync(LifecycleEnvironment environment, string? datastore, string what,
        CancellationToken cancellationToken)
    {
        var shown = datastore is null ? null : await LifecycleEnvironment.GuardAsync(
            $"reading the datastore {datastore} of {environment.Name}",
            () => environment.Arm.FindAsync(environment.InWorkspace($"datastores/{datastore}"), cancellationToken),
            cancellationToken);
        var container = (string?)shown?["properties"]?["containerName"] ?? throw new CliException(ExitCode.Failed,
            "DatastoreNotFound", $"The stack {environment.Name} has no datastore of {what}: it was deployed before there was "
                + "one. An update of the stack adds it.");
        return new BlobContainerClient(new Uri(environment.Outputs.BlobEndpoint, container), environment.Connection.Credential,
            ClientSetup.Configure(new BlobClientOptions(), environment.Connection, environment.Waiting));
    }
}
