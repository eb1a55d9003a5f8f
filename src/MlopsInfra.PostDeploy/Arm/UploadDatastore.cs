using MlopsInfra.PostDeploy.Code;

namespace MlopsInfra.PostDeploy.Arm;

/// <summary>The datastore that local files are uploaded to, and the forms in which they are named there.</summary>
/// <param name="Container">Address of its container.</param>
internal sealed record UploadDatastore(Uri Container)
{
    /// <summary>The datastore that every workspace has, and that the Azure ML clients upload to.</summary>
    public const string DefaultName = "workspaceblobstore";

    /// <summary>The form in inputs and data assets.</summary>
    public static string PathOf(UploadSnapshot upload) => $"azureml://datastores/{DefaultName}/paths/{upload.Path}";

    /// <summary>The form in models, which names the workspace.</summary>
    public static string ModelPathOf(UploadSnapshot upload, string workspaceId) => InWorkspace(PathOf(upload), workspaceId);

    /// <summary>An address in a datastore with the workspace that has the datastore.</summary>
    /// <param name="address">The address, as in <c>azureml://datastores/store/paths/model</c>.</param>
    /// <param name="workspaceId">ARM id of the workspace.</param>
    public static string InWorkspace(string address, string workspaceId) => "azureml:/"
        + workspaceId.Replace("/resourceGroups/", "/resourcegroups/", StringComparison.OrdinalIgnoreCase)
            .Replace("/providers/Microsoft.MachineLearningServices/", "/", StringComparison.OrdinalIgnoreCase)
        + address["azureml:/".Length..];

    /// <summary>The form in environments with a build context: the address of the blobs.</summary>
    public string ContextUriOf(UploadSnapshot upload) => $"{Container.AbsoluteUri.TrimEnd('/')}/{upload.Path}/";
}
