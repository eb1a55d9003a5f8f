namespace MlopsInfra.Review.Changes;

/// <summary>The types whose deletion takes something along that no deployment brings back.</summary>
public static class DataHolders
{
    /// <summary>What a resource of this type holds; null if nothing that could be lost.</summary>
    /// <param name="type">The type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
    public static string? ContentOf(string type) => Last(type) switch
    {
        "storage:StorageAccount" => "all blobs, files, queues and tables in it",
        "storage:BlobContainer" => "the blobs in it",
        "storage:FileShare" => "the files in it",
        "storage:BlobServiceProperties" => null,
        "keyvault:Vault" => "its secrets, keys and certificates",
        "keyvault:Secret" => "the secret and its versions",
        "machinelearningservices:Workspace" => "its models, data assets, jobs, metrics and endpoints",
        "containerregistry:Registry" => "all images in it",
        "operationalinsights:Workspace" => "all logs in it",
        "applicationinsights:Component" => "its link to the telemetry collected so far",
        _ => null,
    };

    private static string Last(string type) => type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
