using System.Globalization;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The conditional headers.</summary>
internal static class BlobConditions
{
    /// <summary>Refuses a read (304, 412) whose conditions do not hold.</summary>
    public static void CheckRead(RestRequest request, BlobRecord blob)
    {
        Check(request, blob);
        if (request.Header("If-None-Match") is { } none && (none == "*" || none == blob.ETag)) throw NotModified();
        if (Date(request, "If-Modified-Since") is { } since && Seconds(blob.Modified) <= since) throw NotModified();
    }

    /// <summary>Refuses a copy (412) whose conditions on its source do not hold.</summary>
    public static void CheckSource(RestRequest request, BlobRecord blob)
    {
        const string Prefix = "x-ms-source-";
        var isMet = (request.Header(Prefix + "if-match") is not { } match || match == "*" || match == blob.ETag)
            && (request.Header(Prefix + "if-none-match") is not { } none || (none != "*" && none != blob.ETag))
            && (Date(request, Prefix + "if-modified-since") is not { } since || Seconds(blob.Modified) > since)
            && (Date(request, Prefix + "if-unmodified-since") is not { } until || Seconds(blob.Modified) <= until)
            && (request.Header(Prefix + "if-tags") is not { } tags || TagFilter.OfHeader(tags)(blob.Tags, ""));
        if (!isMet)
            throw new StorageException(412, "SourceConditionNotMet",
                "The source condition specified using HTTP conditional header(s) is not met.");
    }

    /// <summary>Refuses a write (409, 412) whose conditions do not hold.</summary>
    public static void CheckWrite(RestRequest request, BlobRecord? blob)
    {
        if (request.Header("If-None-Match") is { } none)
        {
            if (none == "*" && blob is not null)
                throw new StorageException(409, "BlobAlreadyExists", "The specified blob already exists.");
            if (blob is not null && none == blob.ETag) throw NotMet();
        }

        if (blob is not null) Check(request, blob);
        else if (request.Header("If-Match") is not null) throw NotMet();
        if (blob is not null && Date(request, "If-Modified-Since") is { } since && Seconds(blob.Modified) <= since)
            throw NotMet();
    }

    private static void Check(RestRequest request, BlobRecord blob)
    {
        if (request.Header("If-Match") is { } match && match != "*" && match != blob.ETag) throw NotMet();
        if (Date(request, "If-Unmodified-Since") is { } until && Seconds(blob.Modified) > until) throw NotMet();
        if (request.Header("x-ms-if-tags") is { } tags && !TagFilter.OfHeader(tags)(blob.Tags, "")) throw NotMet();
    }

    private static DateTimeOffset? Date(RestRequest request, string name)
    {
        if (request.Header(name) is not { } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var date)
            ? date : throw StorageException.InvalidHeader(name, text);
    }

    // HTTP dates know seconds only.
    private static DateTimeOffset Seconds(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));

    private static StorageException NotMet() =>
        new(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");

    private static StorageException NotModified() =>
        new(304, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
}
