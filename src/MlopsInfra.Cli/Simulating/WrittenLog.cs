using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.Cli.Simulating;

/// <summary>
/// Waits until the log of predictions has what was sent. Services write it behind the requests, an hour's file after the other.
/// </summary>
/// <param name="container">The container of predictions.</param>
internal sealed class WrittenLog(BlobContainerClient container)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // A service that tries a write again does so within this.
    private static readonly TimeSpan LongestStill = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> _read = new(StringComparer.Ordinal);

    /// <summary>Waits.</summary>
    /// <param name="sent">Ids of what was answered; those that are in the log are taken away.</param>
    /// <param name="from">The first day.</param>
    /// <param name="until">The last day.</param>
    /// <param name="told">Is told how many are missing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many never came.</returns>
    public async Task<int> WaitAsync(HashSet<string> sent, DateTimeOffset from, DateTimeOffset until, Action<int> told,
        CancellationToken cancellationToken)
    {
        var (changed, missing) = (TimeProvider.System.GetTimestamp(), sent.Count);
        while (true)
        {
            await foreach (var blob in ChangedAsync(from, until, cancellationToken))
                await TakeAsync(blob, sent, cancellationToken);
            if (sent.Count == 0) return 0;
            if (sent.Count < missing) (changed, missing) = (TimeProvider.System.GetTimestamp(), sent.Count);
            else if (TimeProvider.System.GetElapsedTime(changed) > LongestStill) return missing;
            told(missing);
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async IAsyncEnumerable<string> ChangedAsync(DateTimeOffset from, DateTimeOffset until,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero); day < until; day = day.AddDays(1))
        {
            var prefix = day.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture);
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
            {
                var tag = blob.Properties.ETag?.ToString() ?? "";
                if (_read.TryGetValue(blob.Name, out var known) && known == tag) continue;
                _read[blob.Name] = tag;
                yield return blob.Name;
            }
        }
    }

    private async Task TakeAsync(string blob, HashSet<string> sent, CancellationToken cancellationToken)
    {
        var content = await container.GetBlobClient(blob).DownloadContentAsync(cancellationToken);
        foreach (var line in content.Value.Content.ToString().Split('\n'))
        {
            if (line.Contains("\"sim-", StringComparison.Ordinal) && IdOf(line) is { } id) sent.Remove(id);
        }
    }

    // The last line of a file that is being written may be cut off: the next look has it.
    private static string? IdOf(string line)
    {
        try
        {
            return StrictJson.Read(line, json => json.Text("requestId"));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
