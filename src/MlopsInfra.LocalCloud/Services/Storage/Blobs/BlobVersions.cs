using System.Globalization;

namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Ids of blob versions: the moment of the write, in ticks, and never the same twice.</summary>
internal static class BlobVersions
{
    private static long _last;

    /// <summary>The id of a moment.</summary>
    public static string Id(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The id of a write that is made now.</summary>
    public static string Next(DateTimeOffset now)
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(now.UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return Id(new DateTimeOffset(next, TimeSpan.Zero));
        }
    }
}
