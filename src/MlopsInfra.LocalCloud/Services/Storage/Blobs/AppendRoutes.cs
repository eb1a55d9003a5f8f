using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Append blobs: append block, also from an address, and seal. They are made by Put Blob.</summary>
internal sealed class AppendRoutes(BlobStore store, CopySources sources)
{
    /// <summary>The type of blob.</summary>
    public const string BlobType = "AppendBlob";

    private const int MostBlocks = 50_000;
    private const long MiB = 1024 * 1024;

    /// <summary>Appends the body of the request, or a part of the blob that it names.</summary>
    public async Task AppendAsync(BlobContext context)
    {
        var request = context.Request;
        // Refused before the content is read, and again when it is written: another request may have come between.
        Check(context, context.Blobs.Find(context.Name), request.Http.Request.ContentLength ?? 0);
        await using var block = store.Contents.OpenIncoming();
        if (request.Header(CopySources.Header) is not null)
        {
            await using var source = sources.OpenRange(context, sources.Require(context));
            await source.CopyToAsync(block, request.Http.RequestAborted);
        }
        else
        {
            RequireSize(request);
            await request.AnyBody.CopyToAsync(block, request.Http.RequestAborted);
        }

        var md5 = await Md5Async(block, request.Http.RequestAborted);
        BlobRoutes.RequireMd5(request, md5);
        var written = context.Blobs.Write(context.Name, version: null, existing =>
        {
            var blob = Check(context, existing, block.Length);
            store.Contents.Append(blob.Hash, blob.Length, block);
            return blob with
            {
                Length = blob.Length + block.Length,
                AppendedBlocks = blob.AppendedBlocks + 1,
                ETag = BlobRoutes.NewTag(),
                Modified = context.Now,
                Lease = BlobLease.AfterWrite(blob.Lease, context.Now),
            };
        });
        request.Changed = true;
        var headers = request.Http.Response.Headers;
        headers["x-ms-blob-append-offset"] = (written.Length - block.Length).ToString(CultureInfo.InvariantCulture);
        headers["x-ms-blob-committed-block-count"] = written.AppendedBlocks.ToString(CultureInfo.InvariantCulture);
        headers["Content-MD5"] = md5;
        await BlobRoutes.AnswerWrittenAsync(request, written);
    }

    /// <summary>Lets nothing more be appended.</summary>
    public static async Task SealAsync(BlobContext context)
    {
        var changed = context.Blobs.Write(context.Name, version: null, existing =>
        {
            var blob = Require(context, existing);
            RequirePosition(context.Request, blob);
            return blob.IsSealed ? blob : blob with { IsSealed = true, ETag = BlobRoutes.NewTag(), Modified = context.Now };
        });
        context.Request.Changed = true;
        BlobHeaders.WriteTag(context.Request.Http.Response, changed.ETag, changed.Modified);
        context.Request.Http.Response.Headers["x-ms-blob-sealed"] = "true";
        await context.Request.AnswerAsync(200);
    }

    private static BlobRecord Check(BlobContext context, BlobRecord? existing, long length)
    {
        var (request, blob) = (context.Request, Require(context, existing));
        if (blob.IsSealed)
            throw new StorageException(409, "BlobIsSealed",
                "The specified blob is sealed and its contents can't be modified unless the blob is re-created after a delete.");
        RequirePosition(request, blob);
        if (Number(request, "x-ms-blob-condition-maxsize") is { } most && blob.Length + length > most)
            throw new StorageException(412, "MaxBlobSizeConditionNotMet",
                "The max blob size condition specified was not met.");
        if (blob.AppendedBlocks >= MostBlocks)
            throw new StorageException(409, "BlockCountExceedsLimit",
                "The committed block count cannot exceed the maximum limit of 50,000 blocks.");
        return blob;
    }

    private static BlobRecord Require(BlobContext context, BlobRecord? existing)
    {
        if (existing is null) throw StorageException.BlobNotFound();
        context.CheckWrite(existing);
        return existing.BlobType == BlobType ? existing : throw StorageException.InvalidBlobType();
    }

    private static void RequirePosition(RestRequest request, BlobRecord blob)
    {
        if (Number(request, "x-ms-blob-condition-appendpos") is { } position && position != blob.Length)
            throw new StorageException(412, "AppendPositionConditionNotMet",
                "The append position condition specified was not met.");
    }

    // "Append Block": 4 MiB before version 2022-11-02, 100 MiB since.
    private static void RequireSize(RestRequest request)
    {
        var isNew = string.CompareOrdinal(request.Header("x-ms-version") ?? "", "2022-11-02") >= 0;
        if (request.Http.Request.ContentLength is not { } length)
            throw new StorageException(411, "MissingContentLengthHeader", "The Content-Length header was not specified.");
        if (length == 0) throw StorageException.InvalidHeader("Content-Length", "0");
        if (length > (isNew ? 100 : 4) * MiB)
            throw new StorageException(413, "RequestBodyTooLarge",
                "The request body is too large and exceeds the maximum permissible limit.");
    }

    private static long? Number(RestRequest request, string name)
    {
        if (request.Header(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw StorageException.InvalidHeader(name, text);
    }

    [SuppressMessage("Security", "CA5351",
        Justification = "Content-MD5 is part of the Blob service's protocol; nothing is protected by it.")]
    private static async Task<string> Md5Async(Stream block, CancellationToken cancellationToken)
    {
        block.Seek(0, SeekOrigin.Begin);
        return Convert.ToBase64String(await MD5.HashDataAsync(block, cancellationToken));
    }
}
