using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Data;

/// <summary>Where the datastores of an environment's workspace keep their blobs.</summary>
/// <param name="environment">The environment.</param>
internal sealed class Datastores(LifecycleEnvironment environment)
{
    /// <summary>The workspace's own datastore: Azure's clients upload local files to it, and no run is started by what arrives
    /// there.</summary>
    public const string Default = "workspaceblobstore";

    /// <summary>The container of a datastore; null where it is none of blobs.</summary>
    /// <param name="name">Name of the datastore.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is no such datastore.</exception>
    public async Task<Uri?> ContainerAsync(string name, CancellationToken cancellationToken)
    {
        var properties = (await environment.Arm.FindAsync(
            environment.InWorkspace($"datastores/{Uri.EscapeDataString(name)}"), cancellationToken))?["properties"]
            ?? throw new LifecycleException("DatastoreNotFound",
                $"The workspace of {environment.Name} has no datastore '{name}'.");
        var container = (string?)properties["datastoreType"] switch
        {
            "AzureBlob" => (string?)properties["containerName"],
            "AzureDataLakeGen2" => (string?)properties["filesystem"],
            _ => null,
        };
        return container is null || (string?)properties["accountName"] is not { } account ? null
            // The blob service answers for data lakes as well.
            : new Uri($"https://{account}.blob.{Suffix(properties)}/{container}");
    }

    private static string Suffix(JsonNode properties) =>
        (string?)properties["endpoint"] is { Length: > 0 } suffix ? suffix : "core.windows.net";
}
