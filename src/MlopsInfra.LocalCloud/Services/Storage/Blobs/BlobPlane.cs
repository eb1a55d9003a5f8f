using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The Blob service: finds account and container, checks the right, and leads to the operation.</summary>
internal sealed class BlobPlane(
    BlobAccounts accounts, NetworkAccess network, BlobAuthorization authorization, BlobStore store, ContainerRoutes containers,
    ContainerOperations ofContainer, BlobOperations ofBlob, TagRoutes tags, UserDelegationKeys keys, BlobListing listing,
    SharedAccessSignatures signatures, ServiceProperties properties, TimeProvider time)
    : IDataPlane
{
    /// <summary>Answers a request; false if the address is no account's.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        if (AzureHosts.IsResourceManager(request.Info)) return false;
        if (BlobAddress.Parse(request.Info.Host, request.Info.Path) is not { } address) return false;
        var account = accounts.Find(address.Account);
        // Where the account is in the path, other services' paths look like those of accounts that are not there.
        if (account is null && AzureHosts.IsLoopback(request.Info.Host) && !IsOfStorageClient(request, address)) return false;
        try
        {
            WriteHeaders(request);
            // In Azure the name of an account that does not exist is not resolved at all.
            if (account is null)
                throw new StorageException(404, "ResourceNotFound",
                    $"The storage account '{address.Account}' does not exist (in Azure its host name would not resolve).");
            request.Place = signatures.PlaceOf(request.Query, address) ?? request.Place;
            RequireNetwork(request, account);
            await HandleAsync(request, account, address);
        }
        catch (StorageException exception)
        {
            await XmlAnswer.WriteErrorAsync(request, exception);
        }
        catch (ArmException exception)
        {
            await XmlAnswer.WriteErrorAsync(request, StorageException.From(exception));
        }

        return true;
    }

    private static bool IsOfStorageClient(RestRequest request, BlobAddress address) => request.Header("x-ms-version") is not null
        && address.Account.Length is >= 3 and <= 24
        && address.Account.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

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
        if (operation is ("POST", _, "batch"))
        {
            await BlobBatch.AnswerAsync(request, address.Account, async part => await TryHandleAsync(part));
            return;
        }

        if (address.Container is "")
            throw new StorageException(400, "InvalidUri", "The requested URI does not represent any resource on the server.");
        if (address.Container is not { } name)
        {
            await HandleServiceAsync(request, account, address, operation);
            return;
        }

        var container = accounts.FindContainer(account, name);
        var isPublic = container?["properties"]?["publicAccess"]?.ToString() is "Blob" or "Container";
        var rights = address.Blob is null
            ? ContainerOperations.RightsOf(operation, request) : BlobOperations.RightsOf(operation, request);
        foreach (var right in rights) authorization.Require(request, account, address, right, isPublic);
        // Resource Manager finds a container by its name in any case. This service knows no capitals at all.
        if (name.Any(char.IsAsciiLetterUpper)) throw StorageException.InvalidName(name);
        if (container is null)
        {
            if (address.Blob is not null || operation is not ("PUT", "container", null))
                throw StorageException.ContainerNotFound();
            await containers.CreateAsync(request, account, name);
            return;
        }

        // Nothing is opened, which makes folders and takes memory, before somebody may.
        var created = accounts.CreatedOn(account, name);
        var context = new BlobContext(request, account, name, address.Blob, store.Open(account.Name, name, created), created,
            accounts.KeepsVersions(account), time) { DaysOfDeleted = properties.DaysOfDeleted(account) };
        if (address.Blob is { } blob && BlobOperations.CreatesWithSignature(operation, request)
            && context.Blobs.Find(blob) is not null)
            authorization.Require(request, account, address, BlobRight.Write, isPublic);
        if (address.Blob is null) await ofContainer.HandleAsync(context, operation);
        else await ofBlob.HandleAsync(context, operation);
    }

    private async Task HandleServiceAsync(RestRequest request, BlobAccount account, BlobAddress address,
        (string Method, string? Type, string? Comp) operation)
    {
        var right = operation switch
        {
            ("GET", null, "blobs") => BlobRight.Find,
            ("POST", "service", "userdelegationkey") => BlobRight.DelegateKey,
            ("GET", "service", "properties") => BlobRight.ReadService,
            ("PUT", "service", "properties") => BlobRight.WriteService,
            _ => BlobRight.ReadContainer,
        };
        authorization.Require(request, account, address, right, false);
        switch (operation)
        {
            case ("GET", null, "list"):
                await listing.ContainersAsync(request, account);
                break;
            case ("GET", null, "blobs"):
                await tags.FindAsync(request, account);
                break;
            case ("POST", "service", "userdelegationkey"):
                await keys.AnswerAsync(request);
                break;
            case ("GET", "service", "properties"):
                await properties.GetAsync(request, account);
                break;
            case ("PUT", "service", "properties"):
                await properties.SetAsync(request, account);
                break;
            case ("GET" or "HEAD", "account", "properties"):
                await properties.AccountAsync(request, account);
                break;
            default:
                throw StorageException.NotServed($"{operation.Method} {request.Info.Query}");
        }
    }

    private static void WriteHeaders(RestRequest request)
    {
        var headers = request.Http.Response.Headers;
        headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        headers["x-ms-version"] = request.Header("x-ms-version") ?? "2023-11-03";
        headers.Date = BlobHeaders.Date(DateTimeOffset.UtcNow);
        if (request.Header("x-ms-client-request-id") is { } client) headers["x-ms-client-request-id"] = client;
    }
}
