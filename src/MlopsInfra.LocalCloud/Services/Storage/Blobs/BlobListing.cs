using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Lists of blobs and of containers, in pages.</summary>
internal sealed class BlobListing(BlobAccounts accounts, BlobStore store, TimeProvider time)
{
    private const int Most = 5000;

    public static async Task BlobsAsync(BlobContext context)
    {
        var request = context.Request;
        var (prefix, delimiter) = (request.Query("prefix") ?? "", request.Query("delimiter") ?? "");
        var size = Size(request);
        var start = Marker(request);
        // The SDK for .NET writes them with a capital.
        var include = request.Query("include")?.ToLowerInvariant().Split(',') ?? [];
        var isSeveral = include.Any(each => each is "versions" or "snapshots" or "deleted");
        var items = Group(Found(context, include).Where(blob => blob.Name.StartsWith(prefix, StringComparison.Ordinal)), prefix,
            delimiter, isSeveral)
            .SkipWhile(item => string.CompareOrdinal(item.Name, start) < 0)
            .Take(size + 1)
            .ToList();
        var root = Root(request, context.Account.Name);
        root.SetAttributeValue("ContainerName", context.Container);
        if (prefix.Length > 0) root.Add(new XElement("Prefix", prefix));
        if (delimiter.Length > 0) root.Add(new XElement("Delimiter", delimiter));
        root.Add(new XElement("MaxResults", size));
        root.Add(new XElement("Blobs",
            items.Take(size)
                .Select(item => item.Blob is { } blob
                    ? Blob(blob, include, context.Now) : new XElement("BlobPrefix", new XElement("Name", item.Name)))));
        root.Add(new XElement("NextMarker", items.Count > size ? Token(items[size].Name) : ""));
        await XmlAnswer.WriteAsync(request, 200, root);
    }

    public async Task ContainersAsync(RestRequest request, BlobAccount account)
    {
        var (prefix, start, size) = (request.Query("prefix") ?? "", Marker(request), Size(request));
        var names = accounts.ContainerNames(account)
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, start) >= 0)
            .Order(StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        var root = Root(request, account.Name);
        root.Add(new XElement("MaxResults", size));
        root.Add(new XElement("Containers", names.Take(size).Select(name => Container(account, name))));
        root.Add(new XElement("NextMarker", names.Count > size ? Token(names[size]) : ""));
        await XmlAnswer.WriteAsync(request, 200, root);
    }

    // One that was deleted meanwhile is left out.
    private XElement? Container(BlobAccount account, string name) =>
        accounts.FindContainer(account, name) is { } container && accounts.CreatedOn(account, name) is var created
            ? new XElement("Container", new XElement("Name", name), new XElement("Properties",
                new XElement("Last-Modified", BlobHeaders.Date(created)), new XElement("Etag", ETag(container)),
                Lease(store.LeaseOf(account.Name, name, created), time.GetUtcNow())))
            : null;

    private static IReadOnlyList<BlobRecord> Found(BlobContext context, string[] include)
    {
        var found = include.Contains("versions") ? context.Blobs.AllVersions() : context.Blobs.All();
        if (!include.Contains("snapshots") && !include.Contains("deleted")) return found;
        IEnumerable<BlobRecord> all = found;
        if (include.Contains("snapshots")) all = all.Concat(context.Blobs.Snapshots());
        if (include.Contains("deleted")) all = all.Concat(context.Blobs.Deleted(context.Now));
        return [.. all.OrderBy(Place, StringComparer.Ordinal)];
    }

    // Snapshots and versions come before the blob itself. A page may end between them.
    private static string Place(BlobRecord blob) =>
        $"{blob.Name}\0{blob.Snapshot ?? blob.VersionId ?? "~"}{(blob.DeletedOn is null ? "" : "~")}";

    // Names that go on with the delimiter behind the prefix are shown as one prefix.
    private static IEnumerable<(string Name, BlobRecord? Blob)> Group(IEnumerable<BlobRecord> blobs, string prefix,
        string delimiter, bool isSeveral)
    {
        string? last = null;
        foreach (var blob in blobs)
        {
            var end = delimiter.Length == 0 ? -1 : blob.Name.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                yield return (isSeveral ? Place(blob) : blob.Name, blob);
                continue;
            }

            var group = blob.Name[..(end + delimiter.Length)];
            if (group != last) yield return (group, null);
            last = group;
        }
    }

    private static IEnumerable<XElement> Tier(BlobRecord blob)
    {
        if (blob.BlobType != BlobRoutes.BlockBlob) yield break;
        yield return new XElement("AccessTier", blob.AccessTier ?? "Hot");
        if (blob.AccessTier is null) yield return new XElement("AccessTierInferred", "true");
        if (blob.TierChanged is { } changed) yield return new XElement("AccessTierChangeTime", BlobHeaders.Date(changed));
    }

    private static IEnumerable<XElement> Lease(BlobLease? lease, DateTimeOffset now) =>
        BlobLease.Shown(lease, now).Select(each =>
            new XElement($"Lease{char.ToUpperInvariant(each.Name[0])}{each.Name[1..]}", each.Value));

    private static XElement Blob(BlobRecord blob, string[] include, DateTimeOffset now)
    {
        var element = new XElement("Blob", new XElement("Name", blob.Name));
        if (blob.DeletedOn is not null) element.Add(new XElement("Deleted", "true"));
        if (blob.Snapshot is { } snapshot) element.Add(new XElement("Snapshot", snapshot));
        if (blob.VersionId is { } version) element.Add(new XElement("VersionId", version));
        if (blob is { VersionId: not null, IsPrevious: false }) element.Add(new XElement("IsCurrentVersion", "true"));
        var properties = new XElement(
            "Properties",
            new XElement("Creation-Time", BlobHeaders.Date(blob.Created)),
            new XElement("Last-Modified", BlobHeaders.Date(blob.Modified)),
            new XElement("Etag", blob.ETag.Trim('"')),
            new XElement("Content-Length", blob.Length),
            new XElement("Content-Type", blob.ContentType),
            blob.Md5.Length > 0 ? new XElement("Content-MD5", blob.Md5) : null,
            new XElement("BlobType", blob.BlobType),
            Tier(blob),
            Lease(blob.Lease, now),
            new XElement("ServerEncrypted", "true"));
        element.Add(properties);
        if (blob is { DeletedOn: { } deleted, DeletedUntil: { } until })
            properties.Add(new XElement("DeletedTime", BlobHeaders.Date(deleted)),
                new XElement("RemainingRetentionDays", Math.Max(0, (int)(until - now).TotalDays)));
        if (blob.Tags.Count > 0) properties.Add(new XElement("TagCount", blob.Tags.Count));
        if (blob.IsSealed) properties.Add(new XElement("Sealed", "true"));
        if (blob.Copy is { } copy && include.Contains("copy"))
            properties.Add(
                new XElement("CopyId", copy.Id),
                new XElement("CopyStatus", "success"),
                new XElement("CopySource", copy.Source),
                new XElement("CopyProgress", $"{copy.Length}/{copy.Length}"),
                new XElement("CopyCompletionTime", BlobHeaders.Date(copy.Completed)));
        if (blob.Tags.Count > 0 && include.Contains("tags")) element.Add(BlobTags.Show(blob));
        if (include.Contains("metadata"))
            element.Add(new XElement("Metadata", blob.Metadata.Select(pair => new XElement(pair.Key, pair.Value))));
        return element;
    }

    /// <summary>The root of a list.</summary>
    public static XElement Root(RestRequest request, string account) =>
        new("EnumerationResults",
            new XAttribute("ServiceEndpoint",
                AzureHosts.BlobAccount(request.Info.Host) is null ? request.Absolute($"/{account}/") : request.Absolute("/")));

    /// <summary>How many items a page is to have.</summary>
    public static int Size(RestRequest request)
    {
        if (request.Query("maxresults") is not { } text) return Most;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? Math.Min(size, Most)
            : throw new StorageException(400, "OutOfRangeQueryParameterValue",
                "One of the query parameters specified in the request URI is outside the permissible range: "
                    + $"maxresults='{text}'.");
    }

    /// <summary>What names the place that the next page begins at.</summary>
    public static string Token(string name) => Convert.ToBase64String(Encoding.UTF8.GetBytes(name));

    /// <summary>The place that a page is to begin at.</summary>
    public static string Marker(RestRequest request)
    {
        if (request.Query("marker") is not { Length: > 0 } marker) return "";
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(marker));
        }
        catch (FormatException)
        {
            throw new StorageException(400, "InvalidQueryParameterValue", $"The marker '{marker}' is none that was handed out.");
        }
    }

    private static string ETag(JsonObject container) => (container["etag"]?.ToString() ?? "0x8D000000000000").Trim('"');
}
