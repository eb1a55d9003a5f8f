using System.Formats.Tar;
using System.IO.Compression;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>An uploaded build context: a tar, gzipped or not.</summary>
internal static class BuildContext
{
    /// <summary>What is wrong with a context; null if it holds the Dockerfile.</summary>
    public static async Task<string?> ErrorAsync(Stream content, string dockerfile, CancellationToken cancellationToken)
    {
        var wanted = Normalize(dockerfile);
        try
        {
            await using var unzipped = new GZipStream(content, CompressionMode.Decompress);
            await using var tar = new TarReader(unzipped);
            var count = 0;
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                count++;
                if (Normalize(entry.Name) == wanted) return null;
            }

            return $"unable to find the Dockerfile '{dockerfile}' in the context ({count} entries)";
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            return $"the context is no gzipped tar: {exception.Message}";
        }
    }

    private static string Normalize(string path)
    {
        var normal = path.Replace('\\', '/');
        while (normal.StartsWith("./", StringComparison.Ordinal)) normal = normal[2..];
        return normal.TrimStart('/');
    }
}
