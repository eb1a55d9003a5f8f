using System.Globalization;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Operations on a blob as a whole: put, get, properties, metadata, delete.</summary>
internal sealed class BlobRoutes(BlobStore store, BlobNotices notices)
{
    /// <summary>The type of blob that is put in one go or in blocks.</summary>
    public const string BlockBlob = "BlockBlob";

    public async Task PutAsync(BlobContext context)
    {
        var request = context.Request;
        // Refused before the content is read, and again when it is written: another request may have come between.
        context.CheckWrite(context.Blobs.Find(context.Name));
        var type = request.Header("x-ms-blob-type");
        if (type is not (BlockBlob or AppendRoutes.BlobType))
            throw type is "PageBlob" ? StorageException.NotServed($"blobs of type {type}")
                : type is null ? StorageException.MissingHeader("x-ms-blob-type")
                : StorageException.InvalidHeader("x-ms-blob-type", type);
        if (type == AppendRoutes.BlobType)
        {
            if (request.Http.Request.ContentLength is > 0 and var length)
                throw StorageException.InvalidHeader("Content-Length", length.ToString(CultureInfo.InvariantCulture));
            await AnswerWrittenAsync(request, Commit(context, store.Contents.CreateAppendable(), [], "PutBlob", type));
            return;
        }

        var content = await store.Contents.WriteAsync([() => request.AnyBody], request.Http.RequestAborted);
        RequireMd5(request, content.Md5);
        var written = Commit(context, content, [], "PutBlob", type);
        request.Http.Response.Headers["Content-MD5"] = written.Md5;
        await AnswerWrittenAsync(request, written);
    }

    /// <summary>Writes the record of new content, and tells about it.</summary>
    public BlobRecord Commit(BlobContext context, StoredContent content, IReadOnlyList<BlobBlock> blocks, string api,
        string type = BlockBlob)
    {
        var request = context.Request;
        return Write(context, api, type, now => BlobHeaders.WithProperties(new BlobRecord
        {
            Name = context.Name,
            Hash = content.Hash,
            Length = content.Length,
            Md5 = request.Header("x-ms-blob-content-md5") ?? content.Md5,
            ETag = "",
            Created = now,
            Modified = now,
            Metadata = BlobHeaders.Metadata(request),
            Tags = BlobTags.OfUpload(request),
            AccessTier = BlobTiers.OfUpload(request),
            Blocks = blocks,
        }, request));
    }

    /// <summary>Writes a blob that is new or takes the place of one, which hands on its lease and its age.</summary>
    /// <param name="context">The request.</param>
    /// <param name="api">What events call the operation.</param>
    /// <param name="type">The type of blob, which can't change.</param>
    /// <param name="make">Makes it.</param>
    public BlobRecord Write(BlobContext context, string api, string type, Func<DateTimeOffset, BlobRecord> make)
    {
        var now = context.Now;
        var written = context.Blobs.Write(context.Name, context.NextVersion(now), existing =>
        {
            context.CheckWrite(existing);
            if (existing is not null && existing.BlobType != type) throw StorageException.InvalidBlobType();
            if (existing is not null) store.MarkGarbage();
            return make(now) with
            {
                Name = context.Name,
                BlobType = type,
                ETag = NewTag(),
                Created = existing?.Created ?? now,
                Modified = now,
                VersionId = null,
                IsPrevious = false,
                Lease = BlobLease.AfterWrite(existing?.Lease, now),
            };
        });
        context.Request.Changed = true;
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
        var (request, blob) = (context.Request, context.RequireRead());
        BlobTiers.RequireOnline(blob);
        var response = request.Http.Response;
        var range = BlobRange.Parse(request.Header("x-ms-range") ?? request.Header("Range"), blob.Length);
        BlobHeaders.Write(response, blob, context.Now);
        var (offset, length) = range is { } part ? (part.Offset, part.Length) : (0, blob.Length);
        response.StatusCode = range is null ? 200 : 206;
        response.ContentLength = length;
        if (blob.Md5.Length > 0) response.Headers[range is null ? "Content-MD5" : "x-ms-blob-content-md5"] = blob.Md5;
        if (range is not null)
            response.Headers.ContentRange =
                string.Create(CultureInfo.InvariantCulture, $"bytes {offset}-{offset + length - 1}/{blob.Length}");
        await using var content = store.Contents.Open(blob.Hash);
        content.Seek(offset, SeekOrigin.Begin);
        await CopyAsync(content, response.Body, length, request.Http.RequestAborted);
    }

    public static Task HeadAsync(BlobContext context)
    {
        var (request, blob) = (context.Request, context.RequireRead());
        BlobHeaders.Write(request.Http.Response, blob, context.Now);
        if (blob.Md5.Length > 0) request.Http.Response.Headers["Content-MD5"] = blob.Md5;
        request.Http.Response.ContentLength = blob.Length;
        request.Http.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    public static Task SetMetadataAsync(BlobContext context) =>
        ChangeAsync(context, makesVersion: true, blob => blob with { Metadata = BlobHeaders.Metadata(context.Request) });

    public static Task SetPropertiesAsync(BlobContext context) => ChangeAsync(context, makesVersion: false, blob =>
        BlobHeaders.WithProperties(blob, context.Request) with
        {
            Md5 = context.Request.Header("x-ms-blob-content-md5") ?? blob.Md5,
            Copy = null,
        });

    public async Task DeleteAsync(BlobContext context)
    {
        var isThere = SnapshotRoutes.DeleteWith(context) || (context.Version is { } version
            ? context.Blobs.DeleteVersion(context.Name, version)
            : context.Blobs.Delete(context.Name, context.KeepsVersions, context.CheckWrite, context.DeletedTimes));
        if (!isThere) throw StorageException.BlobNotFound();
        store.MarkGarbage();
        context.Request.Changed = true;
        context.Request.Http.Response.Headers["x-ms-delete-type-permanent"] =
            (context.KeepsVersions || context.DaysOfDeleted is not null) && context.Version is null ? "false" : "true";
        await context.Request.AnswerAsync(202);
    }

    private static async Task ChangeAsync(BlobContext context, bool makesVersion, Func<BlobRecord, BlobRecord> change)
    {
        var now = context.Now;
        var changed = context.Blobs.Write(context.Name, makesVersion ? context.NextVersion(now) : null, existing =>
        {
            if (existing is null) throw StorageException.BlobNotFound();
            context.CheckWrite(existing);
            return change(existing) with
            {
                ETag = NewTag(),
                Modified = now,
                Lease = BlobLease.AfterWrite(existing.Lease, now),
            };
        });
        context.Request.Changed = true;
        BlobHeaders.WriteTag(context.Request.Http.Response, changed.ETag, changed.Modified);
        BlobHeaders.WriteVersion(context.Request.Http.Response, changed);
        context.Request.Http.Response.Headers["x-ms-request-server-encrypted"] = "true";
        await context.Request.AnswerAsync(200);
    }

    /// <summary>A tag that no blob had before.</summary>
    public static string NewTag() => $"\"0x{Guid.NewGuid().ToString("N")[..15].ToUpperInvariant()}\"";

    /// <summary>Refuses content that is not what the request says it is.</summary>
    public static void RequireMd5(RestRequest request, string md5)
    {
        if (request.Header("Content-MD5") is not { } expected || expected == md5) return;
        throw new StorageException(400, "Md5Mismatch",
            $"The MD5 value specified in the request did not match with the MD5 value calculated by the server: '{expected}' and "
                + $"'{md5}'.");
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
