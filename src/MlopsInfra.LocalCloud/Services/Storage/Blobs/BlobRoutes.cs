using System.Globalization;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Operations on a blob as a whole: put, get, properties, metadata, delete.</summary>
internal sealed class BlobRoutes(BlobStore store, BlobNotices notices, TimeProvider time)
{
    public async Task PutAsync(BlobContext context)
    {
        var request = context.Request;
        if (request.Header("x-ms-copy-source") is not null) throw StorageException.NotServed("copying from a URL");
        if (request.Header("x-ms-blob-type") is not "BlockBlob" and var type)
            throw type is null
                ? StorageException.InvalidHeader("x-ms-blob-type", type) : StorageException.NotServed($"blobs of type {type}");
        // Refused before the content is read, and again when it is written: another request may have come between.
        BlobConditions.CheckWrite(request, context.Blobs.Find(context.Name));
        var content = await store.Contents.WriteAsync([() => request.Http.Request.Body], request.Http.RequestAborted);
        RequireMd5(request, content);
        var written = Commit(context, content, [], "PutBlob");
        request.Http.Response.Headers["Content-MD5"] = written.Md5;
        await AnswerWrittenAsync(request, written);
    }

    /// <summary>Writes the record of new content, and tells about it.</summary>
    public BlobRecord Commit(BlobContext context, StoredContent content, IReadOnlyList<BlobBlock> blocks, string api)
    {
        var request = context.Request;
        var now = time.GetUtcNow();
        var written = context.Blobs.Write(context.Name, context.NextVersion(now), existing =>
        {
            BlobConditions.CheckWrite(request, existing);
            if (existing is not null) store.MarkGarbage();
            var blob = new BlobRecord
            {
                Name = context.Name,
                Hash = content.Hash,
                Length = content.Length,
                Md5 = request.Header("x-ms-blob-content-md5") ?? content.Md5,
                ETag = NewTag(),
                Created = existing?.Created ?? now,
                Modified = now,
                Metadata = BlobHeaders.Metadata(request),
                Blocks = blocks,
            };
            return BlobHeaders.WithProperties(blob, request);
        });
        request.Changed = true;
        if (context.Account != BlobAccount.Tasks) notices.BlobCreated(context, written, api);
        return written;
    }

    public static async Task AnswerWrittenAsync(RestRequest request, BlobRecord written)
    {
        BlobHeaders.WriteTag(request.Http.Response, written.ETag, written.Modified);
        BlobHeaders.WriteVersion(request.Http.Response, written);
        request.Http.Response.Headers["x-ms-request-server-encrypted"] = "true";
        await request.AnswerAsync(201);
    }

    public async Task GetAsync(BlobContext context)
    {
        var (request, blob) = (context.Request, context.Require());
        BlobConditions.CheckRead(request, blob);
        var response = request.Http.Response;
        var range = BlobRange.Parse(request.Header("x-ms-range") ?? request.Header("Range"), blob.Length);
        BlobHeaders.Write(response, blob);
        var (offset, length) = range is { } part ? (part.Offset, part.Length) : (0, blob.Length);
        response.StatusCode = range is null ? 200 : 206;
        response.ContentLength = length;
        if (range is null) response.Headers["Content-MD5"] = blob.Md5;
        else
        {
            response.Headers["x-ms-blob-content-md5"] = blob.Md5;
            response.Headers.ContentRange =
                string.Create(CultureInfo.InvariantCulture, $"bytes {offset}-{offset + length - 1}/{blob.Length}");
        }

        await using var content = store.Contents.Open(blob.Hash);
        content.Seek(offset, SeekOrigin.Begin);
        await CopyAsync(content, response.Body, length, request.Http.RequestAborted);
    }

    public static Task HeadAsync(BlobContext context)
    {
        var (request, blob) = (context.Request, context.Require());
        BlobConditions.CheckRead(request, blob);
        BlobHeaders.Write(request.Http.Response, blob);
        request.Http.Response.Headers["Content-MD5"] = blob.Md5;
        request.Http.Response.ContentLength = blob.Length;
        request.Http.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    public Task SetMetadataAsync(BlobContext context) =>
        ChangeAsync(context, makesVersion: true, blob => blob with { Metadata = BlobHeaders.Metadata(context.Request) });

    public Task SetPropertiesAsync(BlobContext context) => ChangeAsync(context, makesVersion: false, blob =>
        BlobHeaders.WithProperties(blob, context.Request) with { Md5 =
            context.Request.Header("x-ms-blob-content-md5") ?? blob.Md5 });

    public async Task DeleteAsync(BlobContext context)
    {
        var isThere = context.Version is { } version
            ? context.Blobs.DeleteVersion(context.Name, version)
            : context.Blobs.Delete(context.Name, context.KeepsVersions, blob => BlobConditions.CheckWrite(context.Request, blob));
        if (!isThere) throw StorageException.BlobNotFound();
        store.MarkGarbage();
        context.Request.Changed = true;
        context.Request.Http.Response.Headers["x-ms-delete-type-permanent"] =
            context.KeepsVersions && context.Version is null ? "false" : "true";
        await context.Request.AnswerAsync(202);
    }

    private async Task ChangeAsync(BlobContext context, bool makesVersion, Func<BlobRecord, BlobRecord> change)
    {
        var now = time.GetUtcNow();
        var changed = context.Blobs.Write(context.Name, makesVersion ? context.NextVersion(now) : null, existing =>
        {
            if (existing is null) throw StorageException.BlobNotFound();
            BlobConditions.CheckWrite(context.Request, existing);
            return change(existing) with { ETag = NewTag(), Modified = now };
        });
        context.Request.Changed = true;
        BlobHeaders.WriteTag(context.Request.Http.Response, changed.ETag, changed.Modified);
        BlobHeaders.WriteVersion(context.Request.Http.Response, changed);
        context.Request.Http.Response.Headers["x-ms-request-server-encrypted"] = "true";
        await context.Request.AnswerAsync(200);
    }

    private static string NewTag() => $"\"0x{Guid.NewGuid().ToString("N")[..15].ToUpperInvariant()}\"";

    private static void RequireMd5(RestRequest request, StoredContent content)
    {
        if (request.Header("Content-MD5") is not { } expected || expected == content.Md5) return;
        throw new StorageException(400, "Md5Mismatch",
            $"The MD5 value specified in the request did not match with the MD5 value calculated by the server: '{expected}' and "
                + $"'{content.Md5}'.");
    }

    private static async Task CopyAsync(Stream from, Stream to, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[(int)Math.Min(128 * 1024, Math.Max(1, length))];
        while (length > 0)
        {
            var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken);
            if (read == 0) throw new EndOfStreamException("The stored content is shorter than its record says.");
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            length -= read;
        }
    }
}
