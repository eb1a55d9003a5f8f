using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>What a blob URL points at.</summary>
/// <param name="Account">The storage account.</param>
/// <param name="Container">The container; null for the account itself.</param>
/// <param name="Blob">The blob; null for the container itself.</param>
internal sealed record BlobAddress(string Account, string? Container, string? Blob)
{
    /// <summary>
    /// Reads host and path: the account is in the host, or, on a loopback address, the first segment of the path.
    /// </summary>
    public static BlobAddress? Parse(string host, string path)
    {
        var rest = path.TrimStart('/');
        if (AzureHosts.BlobAccount(host) is { } account) return Split(account, rest);
        if (!AzureHosts.IsLoopback(host) || rest.Length == 0) return null;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new BlobAddress(rest, null, null) : Split(rest[..slash], rest[(slash + 1)..]);
    }

    private static BlobAddress Split(string account, string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (path.Length == 0) return new BlobAddress(account, null, null);
        if (slash < 0) return new BlobAddress(account, path, null);
        return new BlobAddress(account, path[..slash], slash + 1 == path.Length ? null : path[(slash + 1)..]);
    }
}
