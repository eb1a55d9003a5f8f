using System.Text.Json.Nodes;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
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
        await WriteAsync(request, account, container, properties);
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

    /// <summary>Puts other metadata in the place of the container's.</summary>
    public async Task SetMetadataAsync(BlobContext context)
    {
        LeaseChecks.Container(context.Request, context.Blobs.Lease, context.Now, isDeletion: false);
        var properties = PropertiesOf(context);
        properties["metadata"] = new JsonObject(BlobHeaders.Metadata(context.Request)
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        await WriteAsync(context, properties);
        await context.Request.AnswerAsync(200);
    }

    /// <summary>Who may read without signing in. There are no stored access policies.</summary>
    public async Task GetAccessAsync(BlobContext context)
    {
        var stored = accounts.FindContainer(context.Account, context.Container) ?? throw StorageException.ContainerNotFound();
        WriteTag(context.Request, context.Account, context.Container, stored);
        if (stored.Text("properties.publicAccess") is { } level and not "None")
            context.Request.Http.Response.Headers["x-ms-blob-public-access"] = level.ToLowerInvariant();
        await XmlAnswer.WriteAsync(context.Request, 200, new XElement("SignedIdentifiers"));
    }

    /// <summary>Sets it.</summary>
    public async Task SetAccessAsync(BlobContext context)
    {
        using var reader = new StreamReader(context.Request.Http.Request.Body);
        var policies = await reader.ReadToEndAsync(context.Request.Http.RequestAborted);
        if (policies.Contains("<SignedIdentifier>", StringComparison.Ordinal))
            throw StorageException.NotServed("stored access policies, which no signature here can use");
        var properties = PropertiesOf(context);
        properties["publicAccess"] = Capital(context.Request.Header("x-ms-blob-public-access") ?? "None");
        await WriteAsync(context, properties);
        await context.Request.AnswerAsync(200);
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

    private JsonObject PropertiesOf(BlobContext context) =>
        (accounts.FindContainer(context.Account, context.Container) ?? throw StorageException.ContainerNotFound())
            ["properties"]?.DeepClone().AsObject() ?? [];

    private Task WriteAsync(BlobContext context, JsonObject properties) =>
        WriteAsync(context.Request, context.Account, context.Container, properties);

    private async Task WriteAsync(RestRequest request, BlobAccount account, string container, JsonObject properties)
    {
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
    }

    private void WriteTag(RestRequest request, BlobAccount account, string container, JsonObject stored)
    {
        BlobHeaders.WriteTag(request.Http.Response, BlobAccounts.ETagOf(stored), accounts.CreatedOn(account, container));
    }

    private static string Capital(string text) =>
        text.Length == 0 ? "None" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();
}
