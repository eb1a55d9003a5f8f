using System.Xml.Linq;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The Blob service: finds account and container, checks the right, and leads to the operation.</summary>
internal sealed class BlobPlane(
    BlobAccounts accounts, NetworkAccess network, BlobAuthorization authorization, BlobStore store, ContainerRoutes containers,
    BlobRoutes blobs, BlockRoutes blocks,
    BlobListing listing) : IDataPlane
{
    /// <summary>Answers a request; false if the address is no account's.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        if (AzureHosts.IsResourceManager(request.Info)) return false;
        if (BlobAddress.Parse(request.Info.Host, request.Info.Path) is not { } address) return false;
        var account = accounts.Find(address.Account);
        if (account is null && AzureHosts.IsLoopback(request.Info.Host)) return false;
        WriteHeaders(request);
        try
        {
            // In Azure the name of an account that does not exist is not resolved at all.
            if (account is null)
                throw new StorageException(404, "ResourceNotFound",
                    $"The storage account '{address.Account}' does not exist (in Azure its host name would not resolve).");
            RequireNetwork(request, account);
            await HandleAsync(request, account, address);
        }
        catch (StorageException exception)
        {
            await XmlAnswer.WriteErrorAsync(request, exception);
        }

        return true;
    }

    // Code and sentence: "Status and error codes" of the Blob service. They are the same for a firewall and for public access
    // that is off, and for a valid signature as well as for a valid token.
    private void RequireNetwork(RestRequest request, BlobAccount account)
    {
        if (network.RefusalOf(account.Id, request.Place) is not { } refusal) return;
        throw new StorageException(
            403, "AuthorizationFailure",
            $"This request is not authorized to perform this operation. (The account '{account.Name}', called from "
                + $"{refusal.Address}: {refusal.Reason}.)");
    }

    private async Task HandleAsync(RestRequest request, BlobAccount account, BlobAddress address)
    {
        var operation = (request.Method, request.Query("restype"), request.Query("comp"));
        if (address.Container is not { } name)
        {
            await HandleServiceAsync(request, account, address, operation);
            return;
        }

        var container = accounts.FindContainer(account, name);
        var isPublic = container?["properties"]?["publicAccess"]?.ToString() is "Blob" or "Container";
        var created = accounts.CreatedOn(account, name);
        var context = new BlobContext(request, account, name, address.Blob, store.Open(account.Name, name, created), created,
            accounts.KeepsVersions(account));
        var right = address.Blob is null ? ContainerRight(operation) : BlobRightOf(operation, context);
        authorization.Require(request, account, address, right, isPublic);
        if (container is null && right != BlobRight.WriteContainer) throw StorageException.ContainerNotFound();
        if (address.Blob is null) await HandleContainerAsync(context, operation);
        else await HandleBlobAsync(context, operation);
    }

    private async Task HandleServiceAsync(RestRequest request, BlobAccount account, BlobAddress address,
        (string Method, string? Type, string? Comp) operation)
    {
        authorization.Require(request, account, address, BlobRight.ReadContainer, false);
        switch (operation)
        {
            case ("GET", null, "list"):
                await listing.ContainersAsync(request, account);
                break;
            case ("GET", "service", "properties"):
                await XmlAnswer.WriteAsync(request, 200,
                    new XElement("StorageServiceProperties", new XElement("DefaultServiceVersion", "2023-11-03")));
                break;
            default:
                throw StorageException.NotServed($"{operation.Method} {request.Info.Query}");
        }
    }

    private async Task HandleContainerAsync(BlobContext context, (string Method, string? Type, string? Comp) operation)
    {
        var (request, account, container) = (context.Request, context.Account, context.Container);
        switch (operation)
        {
            case ("PUT", "container", null):
                await containers.CreateAsync(request, account, container);
                break;
            case ("GET" or "HEAD", "container", null or "metadata"):
                await containers.GetAsync(request, account, container);
                break;
            case ("DELETE", "container", null):
                await containers.DeleteAsync(request, account, container);
                break;
            case ("GET", "container", "list"):
                await BlobListing.BlobsAsync(context);
                break;
            default:
                throw StorageException.NotServed($"{operation.Method} {request.Info.Query}");
        }
    }

    private Task HandleBlobAsync(BlobContext context, (string Method, string? Type, string? Comp) operation) => operation switch
    {
        ("PUT", null, null) => blobs.PutAsync(context),
        ("PUT", null, "block") => blocks.PutBlockAsync(context),
        ("PUT", null, "blocklist") => blocks.PutBlockListAsync(context),
        ("GET", null, "blocklist") => blocks.GetBlockListAsync(context),
        ("PUT", null, "metadata") => blobs.SetMetadataAsync(context),
        ("PUT", null, "properties") => blobs.SetPropertiesAsync(context),
        ("GET", null, null) => blobs.GetAsync(context),
        ("HEAD", null, null or "metadata") => BlobRoutes.HeadAsync(context),
        ("DELETE", null, null) => blobs.DeleteAsync(context),
        _ => throw StorageException.NotServed($"{operation.Method} {context.Request.Info.Query}"),
    };

    private static BlobRight ContainerRight((string Method, string? Type, string? Comp) operation) => operation switch
    {
        ("GET", _, "list") => BlobRight.List,
        ("PUT", _, _) => BlobRight.WriteContainer,
        ("DELETE", _, _) => BlobRight.DeleteContainer,
        _ => BlobRight.ReadContainer,
    };

    // A signature that may create but not write may not overwrite.
    private static BlobRight BlobRightOf((string Method, string? Type, string? Comp) operation, BlobContext context) =>
        operation switch
    {
        ("GET" or "HEAD", _, _) => BlobRight.Read,
        ("DELETE", _, _) => context.Version is null ? BlobRight.Delete : BlobRight.DeleteVersion,
        ("PUT", _, null or "block" or "blocklist")
            when context.Request.Query("sig") is not null && context.Blobs.Find(context.Name) is null => BlobRight.Create,
        _ => BlobRight.Write,
    };

    private static void WriteHeaders(RestRequest request)
    {
        var headers = request.Http.Response.Headers;
        headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        headers["x-ms-version"] = request.Header("x-ms-version") ?? "2023-11-03";
        headers.Date = BlobHeaders.Date(DateTimeOffset.UtcNow);
        if (request.Header("x-ms-client-request-id") is { } client) headers["x-ms-client-request-id"] = client;
    }
}
