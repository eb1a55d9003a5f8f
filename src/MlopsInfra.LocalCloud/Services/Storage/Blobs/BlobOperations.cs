using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The operations on a blob: which one a request asks for, and what it needs the right to.</summary>
internal sealed class BlobOperations(
    BlobRoutes blobs, BlockRoutes blocks, AppendRoutes appends, CopyRoutes copies, ServiceProperties properties)
{
    /// <summary>Carries an operation out.</summary>
    public Task HandleAsync(BlobContext context, (string Method, string? Type, string? Comp) operation) => operation switch
    {
        ("GET" or "HEAD", "account", "properties") => properties.AccountAsync(context.Request, context.Account),
        // A snapshot never changes.
        ("PUT", _, _) when context.Snapshot is not null => throw StorageException.NotServed("writing to snapshots"),
        ("PUT", null, "snapshot") => SnapshotRoutes.MakeAsync(context),
        ("PUT", null, "undelete") => SnapshotRoutes.UndeleteAsync(context),
        ("PUT", null, null) => PutAsync(context),
        ("PUT", null, "block") => blocks.PutBlockAsync(context),
        ("PUT", null, "blocklist") => blocks.PutBlockListAsync(context),
        ("GET", null, "blocklist") => blocks.GetBlockListAsync(context),
        ("PUT", null, "appendblock") => appends.AppendAsync(context),
        ("PUT", null, "seal") => AppendRoutes.SealAsync(context),
        ("PUT", null, "lease") => LeaseRoutes.BlobAsync(context),
        ("PUT", null, "tags") => TagRoutes.SetAsync(context),
        ("GET", null, "tags") => TagRoutes.GetAsync(context),
        ("PUT", null, "tier") => BlobTiers.SetAsync(context),
        ("PUT", null, "copy") => CopyRoutes.AbortAsync(context),
        ("PUT", null, "metadata") => BlobRoutes.SetMetadataAsync(context),
        ("PUT", null, "properties") => BlobRoutes.SetPropertiesAsync(context),
        ("GET", null, null) => blobs.GetAsync(context),
        ("HEAD", null, null or "metadata") => BlobRoutes.HeadAsync(context),
        ("DELETE", null, null) => blobs.DeleteAsync(context),
        _ => throw StorageException.NotServed($"{operation.Method} {context.Request.Info.Query}"),
    };

    /// <summary>What a request needs the right to. Tags have rights of their own, which writing a blob does not bring.</summary>
    public static IEnumerable<BlobRight> RightsOf((string Method, string? Type, string? Comp) operation, RestRequest request)
    {
        yield return operation switch
        {
            ("GET", _, "tags") => BlobRight.ReadTags,
            ("PUT", _, "tags") => BlobRight.WriteTags,
            ("GET" or "HEAD", _, _) => BlobRight.Read,
            ("DELETE", _, _) => request.Query("versionid") is null ? BlobRight.Delete : BlobRight.DeleteVersion,
            _ when CreatesWithSignature(operation, request) => BlobRight.Create,
            ("PUT", _, "appendblock") => BlobRight.Append,
            _ => BlobRight.Write,
        };
        if (operation.Method == "PUT" && request.Header(BlobTags.Header) is { Length: > 0 })
            yield return BlobRight.WriteTags;
    }

    /// <summary>
    /// Whether a request needs another right where the blob is there: who may create by a signature may not overwrite.
    /// </summary>
    public static bool CreatesWithSignature((string Method, string? Type, string? Comp) operation, RestRequest request) =>
        operation is ("PUT", _, null or "block" or "blocklist") && request.Query("sig") is not null;

    private Task PutAsync(BlobContext context)
    {
        var request = context.Request;
        if (request.Header(CopySources.Header) is null) return blobs.PutAsync(context);
        return request.Header("x-ms-blob-type") switch
        {
            null => copies.CopyAsync(context),
            BlobRoutes.BlockBlob => copies.PutFromAsync(context),
            var type => throw StorageException.InvalidHeader("x-ms-blob-type", type),
        };
    }
}
