using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>
/// Copies from an address: Copy Blob, Put Blob From URL, Put Block From URL. All are done when they are answered, as those of
/// Azure mostly are within an account.
/// </summary>
internal sealed class CopyRoutes(BlobStore store, CopySources sources, BlobRoutes blobs)
{
    /// <summary>Makes a blob of the type and with the content, properties and metadata of another one.</summary>
    public async Task CopyAsync(BlobContext context)
    {
        var request = context.Request;
        context.CheckWrite(context.Blobs.Find(context.Name));
        var source = sources.Require(context);
        RequireMd5(request, source.Blob);
        var hash = source.Blob.Hash;
        if (ContentStore.IsAppendable(hash)) hash = await CopyAppendableAsync(source.Blob, request.Http.RequestAborted);
        var copy = new BlobCopy(Guid.NewGuid().ToString(), source.Address, source.Blob.Length, context.Now);
        var written = blobs.Write(context, "CopyBlob", source.Blob.BlobType, _ => source.Blob with
        {
            Hash = hash,
            Copy = copy,
            Metadata = MetadataOf(request, source.Blob),
            Tags = TagsOf(request, source.Blob),
            AccessTier = BlobTiers.OfUpload(request),
            TierChanged = null,
            IsSealed = source.Blob.IsSealed && request.Header("x-ms-seal-blob") == "true",
        });
        var response = request.Http.Response;
        BlobHeaders.WriteTag(response, written.ETag, written.Modified);
        BlobHeaders.WriteVersion(response, written);
        response.Headers["x-ms-copy-id"] = copy.Id;
        response.Headers["x-ms-copy-status"] = "success";
        await request.AnswerAsync(202);
    }

    /// <summary>Makes a block blob with the content of another blob.</summary>
    public async Task PutFromAsync(BlobContext context)
    {
        var request = context.Request;
        context.CheckWrite(context.Blobs.Find(context.Name));
        var source = sources.Require(context);
        RequireMd5(request, source.Blob);
        var content = await store.Contents.WriteAsync([() => Open(source.Blob)], request.Http.RequestAborted);
        var takesProperties = request.Header("x-ms-copy-source-blob-properties") is not { } flag || IsTrue(flag);
        var written = blobs.Write(context, "PutBlob", BlobRoutes.BlockBlob, _ =>
        {
            var blob = new BlobRecord
            {
                Name = context.Name,
                Hash = content.Hash,
                Length = content.Length,
                Md5 = request.Header("x-ms-blob-content-md5") ?? content.Md5,
                ETag = "",
                Created = context.Now,
                Modified = context.Now,
                Metadata = MetadataOf(request, source.Blob),
                Tags = TagsOf(request, source.Blob),
                AccessTier = BlobTiers.OfUpload(request),
            };
            return takesProperties
                ? BlobHeaders.WithPropertiesOf(blob, source.Blob, request) : BlobHeaders.WithProperties(blob, request);
        });
        request.Http.Response.Headers["Content-MD5"] = written.Md5;
        await BlobRoutes.AnswerWrittenAsync(request, written);
    }

    /// <summary>Stages a block with a part of another blob.</summary>
    public async Task PutBlockFromAsync(BlobContext context, string id)
    {
        await using var content = sources.OpenRange(context, sources.Require(context));
        await store.Staged.PutAsync(context.Key, id, content, context.Request.Http.RequestAborted);
        context.Request.Http.Response.Headers["x-ms-request-server-encrypted"] = "true";
        await context.Request.AnswerAsync(201);
    }

    /// <summary>There is never a copy to abort: all are done when they are answered.</summary>
    public static Task AbortAsync(BlobContext context)
    {
        context.Require();
        throw new StorageException(409, "NoPendingCopyOperation", "There is currently no pending copy operation.");
    }

    private PartOfStream Open(BlobRecord blob) => new(store.Contents.Open(blob.Hash), 0, blob.Length);

    private async Task<string> CopyAppendableAsync(BlobRecord blob, CancellationToken cancellationToken)
    {
        var made = store.Contents.CreateAppendable();
        await using var block = store.Contents.OpenIncoming();
        await using (var content = Open(blob)) await content.CopyToAsync(block, cancellationToken);
        store.Contents.Append(made.Hash, 0, block);
        return made.Hash;
    }

    // Metadata of the request replaces the source's as a whole.
    private static SortedDictionary<string, string> MetadataOf(RestRequest request, BlobRecord source)
    {
        var given = BlobHeaders.Metadata(request);
        return given.Count > 0 ? given : source.Metadata;
    }

    private static SortedDictionary<string, string> TagsOf(RestRequest request, BlobRecord source)
    {
        var copies = "COPY".Equals(request.Header("x-ms-copy-source-tag-option"), StringComparison.OrdinalIgnoreCase);
        if (copies && request.Header(BlobTags.Header) is not null)
            throw new StorageException(400, "BothUserTagsAndSourceTagsCopyPresentException",
                "x-ms-tags header must not be present with x-ms-copy-source-tag-option as COPY.");
        return copies ? source.Tags : BlobTags.OfUpload(request);
    }

    private static void RequireMd5(RestRequest request, BlobRecord source)
    {
        if (request.Header("x-ms-source-content-md5") is { } expected && source.Md5.Length > 0 && expected != source.Md5)
            throw new StorageException(400, "Md5Mismatch",
                $"The MD5 value specified in the request did not match with that of the source: '{expected}' and "
                    + $"'{source.Md5}'.");
    }

    private static bool IsTrue(string flag) => flag.Equals("true", StringComparison.OrdinalIgnoreCase);
}
