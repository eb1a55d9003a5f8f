using Microsoft.AspNetCore.WebUtilities;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Finds the blobs that requests copy from, which are of this cloud, and checks that who asks may read them: by a token for the
/// source (<c>x-ms-copy-source-authorization</c>), by a signature in its address, in the same account by the request's own right.
/// </summary>
internal sealed class CopySources(BlobAccounts accounts, BlobStore store, BlobAuthorization authorization, NetworkAccess network)
{
    /// <summary>The header with the address.</summary>
    public const string Header = "x-ms-copy-source";

    /// <summary>The blob that a request copies from.</summary>
    /// <exception cref="StorageException">It can't be copied from.</exception>
    public CopySource Require(BlobContext context)
    {
        var text = context.Request.Header(Header);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw StorageException.InvalidHeader(Header, text);
        if (!IsHere(context.Request, uri)
            || BlobAddress.Parse(uri.Host, Uri.UnescapeDataString(uri.AbsolutePath)) is not { } address)
            throw CannotVerify(400,
                $"Could not verify the copy source within the specified time. ('{uri.GetLeftPart(UriPartial.Path)}' is no "
                    + "address "
                    + "of this cloud.)");
        var query = QueryHelpers.ParseQuery(uri.Query);
        string? Query(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;
        var blob = Find(context, address, Query);
        BlobConditions.CheckSource(context.Request, blob);
        BlobTiers.RequireOnline(blob);
        return new CopySource(blob, uri.GetLeftPart(UriPartial.Path));
    }

    /// <summary>The part of a blob that the request asks for by <c>x-ms-source-range</c>; without that all of it.</summary>
    public Stream OpenRange(BlobContext context, CopySource source)
    {
        var range = BlobRange.Parse(context.Request.Header("x-ms-source-range"), source.Blob.Length)
            ?? new BlobRange(0, source.Blob.Length);
        return new PartOfStream(store.Contents.Open(source.Blob.Hash), range.Offset, range.Length);
    }

    private BlobRecord Find(BlobContext context, BlobAddress address, Func<string, string?> query)
    {
        if (address is not { Container: { } name, Blob: { } blobName }) throw CannotVerify(400, "The copy source is no blob.");
        if (query("snapshot") is not null) throw StorageException.NotServed("copying from a snapshot");
        var account = accounts.Find(address.Account)
            ?? throw CannotVerify(404, $"The storage account '{address.Account}' does not exist.");
        var container = accounts.FindContainer(account, name);
        if (network.RefusalOf(account.Id, context.Request.Place) is { } refusal)
            throw CannotVerify(403,
                $"This request is not authorized to perform this operation. (The account '{account.Name}', called from "
                    + $"{refusal.Address}: {refusal.Reason}.)");
        var isSame = account.Name == context.Account.Name && query("sig") is null;
        var shown = context.Request.Header("x-ms-copy-source-authorization")
            ?? (isSame ? context.Request.Header("Authorization") : null);
        try
        {
            authorization.RequireSource(context.Request, shown, query, account, address,
                container?["properties"]?["publicAccess"]?.ToString() is "Blob" or "Container");
        }
        catch (StorageException exception)
        {
            throw CannotVerify(exception.Status, exception.Message);
        }

        if (container is null) throw CannotVerify(404, "The specified container does not exist.");
        var blobs = store.Open(account.Name, name, accounts.CreatedOn(account, name));
        return (query("versionid") is { } version ? blobs.Find(blobName, version) : blobs.Find(blobName))
            ?? throw CannotVerify(404, "The specified blob does not exist.");
    }

    // Addresses of Azure lead here; on loopback there may be other servers.
    private static bool IsHere(RestRequest request, Uri uri) => AzureHosts.IsLoopback(uri.Host)
        ? uri.Port == request.Http.Connection.LocalPort : AzureHosts.BlobAccount(uri.Host) is not null;

    private static StorageException CannotVerify(int status, string message) => new(status, "CannotVerifyCopySource", message);
}
