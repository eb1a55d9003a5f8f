using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Operations on a container: create, properties, delete. Containers are resources of the control plane.</summary>
internal sealed class ContainerRoutes(IResourceManager resources, BlobAccounts accounts, BlobStore store)
{
    public async Task CreateAsync(RestRequest request, BlobAccount account, string container)
    {
        if (accounts.FindContainer(account, container) is not null)
            throw new StorageException(409, "ContainerAlreadyExists", "The specified container already exists.");
        var metadata = BlobHeaders.Metadata(request).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value));
        var properties = new JsonObject
        {
            ["publicAccess"] = request.Header("x-ms-blob-public-access") is { } level ? Capital(level) : "None",
            ["metadata"] = new JsonObject(metadata),
        };
        PutResult put;
        try
        {
            // The data plane's role was checked; the control plane's is not needed here.
            put = await resources.PutAsync(BlobAccounts.ContainerId(account, container),
                new JsonObject { ["properties"] = properties }, new ArmRequestOptions(), request.Http.RequestAborted);
        }
        catch (ArmException exception)
        {
            throw new StorageException(exception.Status,
                exception.Code == "InvalidRequestContent" ? "InvalidHeaderValue" : exception.Code, exception.Message);
        }

        request.Changed = true;
        WriteTag(request, account, container, put.Resource);
        await request.AnswerAsync(201);
    }

    public async Task GetAsync(BlobContext context)
    {
        var (request, account, container) = (context.Request, context.Account, context.Container);
        LeaseChecks.Container(request, context.Blobs.Lease, context.Now, isDeletion: false);
        var stored = accounts.FindContainer(account, container) ?? throw StorageException.ContainerNotFound();
        WriteTag(request, account, container, stored);
        var headers = request.Http.Response.Headers;
        BlobLease.Write(request.Http.Response, context.Blobs.Lease, context.Now);
        headers["x-ms-has-immutability-policy"] = "false";
        headers["x-ms-has-legal-hold"] = "false";
        if (stored["properties"]?["metadata"] is JsonObject metadata)
        {
            foreach (var (name, value) in metadata) headers[BlobHeaders.Meta + name] = value?.ToString();
        }

        await request.AnswerAsync(200);
    }

    public async Task DeleteAsync(BlobContext context)
    {
        var (request, account, container) = (context.Request, context.Account, context.Container);
        LeaseChecks.Container(request, context.Blobs.Lease, context.Now, isDeletion: true);
        await resources.DeleteAsync(BlobAccounts.ContainerId(account, container), new ArmRequestOptions(),
            request.Http.RequestAborted);
        store.Delete(account.Name, container);
        request.Changed = true;
        await request.AnswerAsync(202);
    }

    private void WriteTag(RestRequest request, BlobAccount account, string container, JsonObject stored)
    {
        BlobHeaders.WriteTag(request.Http.Response, BlobAccounts.ETagOf(stored), accounts.CreatedOn(account, container));
    }

    private static string Capital(string text) =>
        text.Length == 0 ? "None" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();
}
