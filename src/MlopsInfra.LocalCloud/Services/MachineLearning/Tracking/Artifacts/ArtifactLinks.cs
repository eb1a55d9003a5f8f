using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;

/// <summary>Addresses of files, with a signature, for clients that talk to the storage account themselves.</summary>
internal sealed class ArtifactLinks(SharedAccessSignatures signatures)
{
    /// <summary>The address of a file.</summary>
    /// <param name="request">The request that asks for it: who came by a loopback name can't reach Azure's.</param>
    /// <param name="file">The file.</param>
    /// <param name="permissions">What the signature allows, as in <c>r</c> or <c>rcw</c>.</param>
    public string To(RestRequest request, BlobFolder file, string permissions)
    {
        var container = IsPlugin(request) && AzureHosts.IsLoopback(request.Info.Host)
            ? $"https://{file.Account.Name}{AzureHosts.LoopbackBlobSuffix}:{request.Http.Request.Host.Port}/{file.Container}"
            : AzureHosts.ContainerUri(request.Http.Request, file.Account.Name, file.Container);
        var path = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        return $"{container}/{path}{signatures.Sign(file.Account.Name, file.Container, file.Path, permissions, request.Place)}";
    }

    // Azure's plugin for MLflow downloads from https://ACCOUNT.blob.SUFFIX alone, SUFFIX being that of the cloud's metadata, and
    // says nothing where an address has another form. Others need not resolve that name.
    private static bool IsPlugin(RestRequest request) =>
        request.Method == "GET" && request.Header("User-Agent")?.StartsWith("azsdk-python", StringComparison.Ordinal) == true;
}
