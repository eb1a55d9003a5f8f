using System.Globalization;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Properties of a blob from and to HTTP headers.</summary>
internal static class BlobHeaders
{
    /// <summary>What the headers of metadata begin with.</summary>
    public const string Meta = "x-ms-meta-";

    public static void Write(HttpResponse response, BlobRecord blob, DateTimeOffset now)
    {
        WriteTag(response, blob.ETag, blob.Modified);
        var headers = response.Headers;
        headers["x-ms-blob-type"] = blob.BlobType;
        headers["x-ms-creation-time"] = Date(blob.Created);
        BlobLease.Write(response, blob.Lease, now);
        WriteCopy(headers, blob.Copy);
        if (blob.Tags.Count > 0) headers["x-ms-tag-count"] = blob.Tags.Count.ToString(CultureInfo.InvariantCulture);
        if (blob.BlobType == AppendRoutes.BlobType)
            headers["x-ms-blob-committed-block-count"] = blob.AppendedBlocks.ToString(CultureInfo.InvariantCulture);
        if (blob.IsSealed) headers["x-ms-blob-sealed"] = "true";
        headers["x-ms-server-encrypted"] = "true";
        if (blob.BlobType == BlobRoutes.BlockBlob) WriteTier(headers, blob);
        headers.AcceptRanges = "bytes";
        WriteVersion(response, blob);
        if (blob is { VersionId: not null, IsPrevious: false }) headers["x-ms-is-current-version"] = "true";
        response.ContentType = blob.ContentType;
        if (blob.ContentEncoding is { } encoding) headers.ContentEncoding = encoding;
        if (blob.ContentLanguage is { } language) headers.ContentLanguage = language;
        if (blob.ContentDisposition is { } disposition) headers.ContentDisposition = disposition;
        if (blob.CacheControl is { } cache) headers.CacheControl = cache;
        foreach (var (name, value) in blob.Metadata) headers[Meta + name] = value;
    }

    private static void WriteTier(IHeaderDictionary headers, BlobRecord blob)
    {
        headers[BlobTiers.Header] = blob.AccessTier ?? "Hot";
        if (blob.AccessTier is null) headers["x-ms-access-tier-inferred"] = "true";
        if (blob.TierChanged is { } changed) headers["x-ms-access-tier-change-time"] = Date(changed);
    }

    private static void WriteCopy(IHeaderDictionary headers, BlobCopy? copy)
    {
        if (copy is null) return;
        headers["x-ms-copy-id"] = copy.Id;
        headers["x-ms-copy-source"] = copy.Source;
        headers["x-ms-copy-status"] = "success";
        headers["x-ms-copy-progress"] = string.Create(CultureInfo.InvariantCulture, $"{copy.Length}/{copy.Length}");
        headers["x-ms-copy-completion-time"] = Date(copy.Completed);
    }

    public static void WriteVersion(HttpResponse response, BlobRecord blob)
    {
        if (blob.VersionId is { } version) response.Headers["x-ms-version-id"] = version;
    }

    public static void WriteTag(HttpResponse response, string etag, DateTimeOffset modified)
    {
        response.Headers.ETag = etag;
        response.Headers.LastModified = Date(modified);
    }

    public static string Date(DateTimeOffset moment) => moment.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    public static SortedDictionary<string, string> Metadata(RestRequest request)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Http.Request.Headers)
        {
            if (name.StartsWith(Meta, StringComparison.OrdinalIgnoreCase)) metadata[name[Meta.Length..]] = values.ToString();
        }

        if (StorageMetadata.Mistake([.. metadata.Select(pair => (pair.Key, pair.Value))]) is { } mistake)
            throw new StorageException(400, mistake.Code, mistake.Message);
        return metadata;
    }

    /// <summary>The record with the content properties that the request gives.</summary>
    public static BlobRecord WithProperties(BlobRecord blob, RestRequest request) => blob with
    {
        ContentType = request.Header("x-ms-blob-content-type") ?? "application/octet-stream",
        ContentEncoding = request.Header("x-ms-blob-content-encoding"),
        ContentLanguage = request.Header("x-ms-blob-content-language"),
        ContentDisposition = request.Header("x-ms-blob-content-disposition"),
        CacheControl = request.Header("x-ms-blob-cache-control"),
    };

    /// <summary>The record with the content properties of another blob, but for those that the request gives.</summary>
    public static BlobRecord WithPropertiesOf(BlobRecord blob, BlobRecord source, RestRequest request) => blob with
    {
        ContentType = request.Header("x-ms-blob-content-type") ?? source.ContentType,
        ContentEncoding = request.Header("x-ms-blob-content-encoding") ?? source.ContentEncoding,
        ContentLanguage = request.Header("x-ms-blob-content-language") ?? source.ContentLanguage,
        ContentDisposition = request.Header("x-ms-blob-content-disposition") ?? source.ContentDisposition,
        CacheControl = request.Header("x-ms-blob-cache-control") ?? source.CacheControl,
    };
}
