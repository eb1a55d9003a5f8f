using System.Globalization;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>The part of a blob that a request asks for.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">How many bytes.</param>
internal readonly record struct BlobRange(long Offset, long Length)
{
    /// <summary>Reads <c>bytes=first-last</c> or <c>bytes=first-</c>, the two forms that the Blob service takes.</summary>
    /// <returns>Null if there is no range (or one the service does not take, which it ignores).</returns>
    /// <exception cref="StorageException">The range begins behind the end.</exception>
    public static BlobRange? Parse(string? header, long length)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return null;
        var parts = header["bytes=".Length..].Split('-');
        if (parts.Length != 2 || Number(parts[0]) is not { } first) return null;
        if (parts[1].Length > 0 && Number(parts[1]) is null) return null;
        var last = Number(parts[1]) ?? long.MaxValue;
        if (last < first) return null;
        if (first >= length)
            throw new StorageException(416, "InvalidRange",
                "The range specified is invalid for the current size of the resource.");
        return new BlobRange(first, Math.Min(last, length - 1) - first + 1);
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
