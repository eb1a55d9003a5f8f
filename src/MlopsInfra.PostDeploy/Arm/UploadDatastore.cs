using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>The datastore that local files are uploaded to, and the forms in which it is named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="WorkspaceId">ARM id of its workspace.</param>
/// <param name="Container">Address of its container.</param>
internal sealed record UploadDatastore(string Name, string WorkspaceId, Uri Container)
{
    /// <summary>The datastore that every workspace has, and that the Azure ML clients upload to.</summary>
    public const string DefaultName = "workspaceblobstore";

    /// <summary>The form in inputs of jobs and steps: a folder has a slash at its end.</summary>
    /// <param name="upload">What was uploaded.</param>
    /// <param name="type">The type of the input.</param>
    public static string InputUri(UploadSnapshot upload, string type) =>
        AssetUri(upload) + (type == "uri_folder" ? "/" : "");

    /// <summary>The form in data assets.</summary>
    public static string AssetUri(UploadSnapshot upload) => $"azureml://datastores/{DefaultName}/paths/{upload.Path}";

    /// <summary>The form in models, which names the workspace.</summary>
    public static string ModelUri(UploadSnapshot upload, string workspaceId) => "azureml:/"
        + workspaceId.Replace("/resourceGroups/", "/resourcegroups/", StringComparison.OrdinalIgnoreCase)
            .Replace("/providers/Microsoft.MachineLearningServices/", "/", StringComparison.OrdinalIgnoreCase)
        + $"/datastores/{DefaultName}/paths/{upload.Path}";

    /// <summary>The form in environments with a build context: the address of the blobs.</summary>
    public string ContextUri(UploadSnapshot upload) => $"{Container.AbsoluteUri.TrimEnd('/')}/{upload.Path}/";
}
