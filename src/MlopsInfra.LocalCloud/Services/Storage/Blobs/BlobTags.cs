using System.Buffers;
using System.Net;
using System.Xml.Linq;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Index tags of a blob from and to headers and XML ("Set Blob Tags": limits and characters).</summary>
internal static class BlobTags
{
    /// <summary>The header that an upload has tags in.</summary>
    public const string Header = "x-ms-tags";

    private const int Most = 10;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 +-./:=_");

    /// <summary>The tags of an upload; none where it has no header for them.</summary>
    public static SortedDictionary<string, string> OfUpload(RestRequest request)
    {
        if (request.Header(Header) is not { Length: > 0 } header) return [];
        return Check(header.Split('&').Select(pair =>
        {
            var parts = pair.Split('=', 2);
            return parts.Length == 2
                ? (WebUtility.UrlDecode(parts[0]), WebUtility.UrlDecode(parts[1]))
                : throw StorageException.InvalidHeader(Header, header);
        }));
    }

    /// <summary>The tags in the body of a request.</summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(RestRequest request)
    {
        var root = await XmlBody.ReadAsync(request);
        return Check(root.Descendants("Tag").Select(tag => ((string?)tag.Element("Key") ?? "",
            (string?)tag.Element("Value") ?? "")));
    }

    /// <summary>Whether a text has only characters that tags may have.</summary>
    public static bool AreAllowed(string text) => !text.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>The tags as XML.</summary>
    public static XElement Show(BlobRecord blob) => new("Tags",
        new XElement("TagSet", blob.Tags.Select(tag =>
            new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value)))));

    private static SortedDictionary<string, string> Check(IEnumerable<(string Key, string Value)> pairs)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (key.Length == 0)
                throw new StorageException(400, "EmptyTagName", "The name of one of the tag key-value pairs is empty.");
            if (key.Length > 128 || value.Length > 256) throw TooLarge();
            if (!AreAllowed(key) || !AreAllowed(value))
                throw new StorageException(400, "InvalidTags",
                    $"The tags specified are invalid. It contains characters that are not permitted: '{key}'='{value}'.");
            if (!tags.TryAdd(key, value))
                throw new StorageException(400, "DuplicateTagNames",
                    $"The tags specified contain duplicate names: '{key}'.");
        }

        return tags.Count <= Most ? tags : throw TooLarge();
    }

    private static StorageException TooLarge() => new(400, "TagsTooLarge",
        $"The tags specified exceed the maximum permissible limit: {Most} tags, names of 128 and values of 256 characters.");
}
