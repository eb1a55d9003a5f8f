using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.Storage.Blobs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

/// <summary>
/// Hands out a container of the workspace's storage account, and a signature for it, to upload an asset's files to.
/// </summary>
internal sealed class PendingUploads(IResourceManager resources, SharedAccessSignatures signatures)
{
    public async Task<JsonObject> StartAsync(ArmRequest request, JsonNode? body)
    {
        var kind = body.Member("pendingUploadType").AsText();
        if (kind is not ("TemporaryBlobReference" or "None" or null))
        {
            throw MachineLearningErrors.Invalid($"The pendingUploadType '{kind}' is none of TemporaryBlobReference, None.");
        }

        var workspace = WorkspaceAssets.Require(request.Id, resources);
        var account = workspace.StorageAccount is { } id && resources.Find(id) is not null
            ? id
            : throw MachineLearningErrors.User($"The workspace '{workspace.Id.Name}' has no storage account that exists.",
                "NotFound", "StorageAccountNotFound");
        var container = ContainerName(workspace, request.Id);
        await PutContainerAsync(account, container, request.Rest.Http.RequestAborted);
        return new JsonObject
        {
            ["blobReferenceForConsumption"] = new JsonObject
            {
                // What a client writes down of it has to mean the same on another day, on another port: only the signed address
                // leads to this server.
                ["blobUri"] = $"https://{account.Name}{AzureHosts.BlobSuffix}:443/{container}",
                ["storageAccountArmId"] = account.Value,
                ["credential"] = new JsonObject
                {
                    ["credentialType"] = "SAS",
                    ["sasUri"] = AzureHosts.ContainerUri(request.Rest.Http.Request, account.Name, container)
                        + signatures.Sign(account.Name, container, "rcwl"),
                },
            },
            ["pendingUploadId"] = Guid.NewGuid().ToString(),
            ["pendingUploadType"] = "None",
        };
    }

    private async Task PutContainerAsync(ResourceId account, string name, CancellationToken cancellationToken)
    {
        var service = account.Child("blobServices", "default");
        var container = service.Child("containers", name);
        if (resources.Find(container) is not null) return;
        var options = new ArmRequestOptions(AsService: true);
        if (resources.Find(service) is null)
            await resources.PutAsync(service, new JsonObject { ["properties"] = new JsonObject() }, options, cancellationToken);
        await resources.PutAsync(container, new JsonObject { ["properties"] = new JsonObject { ["publicAccess"] = "None" } },
            options, cancellationToken);
    }

    // The same container for the same version, so that an upload that was cut off goes on where it stopped.
    private static string ContainerName(WorkspaceAssets workspace, ResourceId asset)
    {
        const string alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(asset.Value.ToUpperInvariant()));
        return $"{WorkspaceResource.GuidOf(workspace.Id)}-{string.Concat(hash.Take(26).Select(value => alphabet[value & 31]))}";
    }
}
