using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Cli.Simulating;

/// <summary>
/// Writes outcomes into the container of labels, in the folders of the days on which they become known. Those whose time has not
/// come are kept in a file of the store until a later simulation has reached it.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="later">The file of those that are not known yet.</param>
/// <param name="name">Name of the label.</param>
internal sealed class SimulatedLabels(BlobContainerClient container, string later, string name)
{
    /// <summary>Writes those whose time has come.</summary>
    /// <param name="labels">The new ones.</param>
    /// <param name="until">The time that it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many were written, and how many wait.</returns>
    public async Task<(int Written, int Waiting)> WriteAsync(IEnumerable<SimulatedLabel> labels, DateTimeOffset until,
        CancellationToken cancellationToken)
    {
        var all = Lines(await ReadLaterAsync(cancellationToken)).Concat(labels).DistinctBy(Key).ToList();
        var due = all.Where(label => label.Time <= until).ToList();
        foreach (var day in due.GroupBy(label => label.Time.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)))
            await WriteDayAsync($"{day.Key}/simulated.jsonl", day, cancellationToken);
        var waiting = all.Where(label => label.Time > until).ToList();
        PrivateFiles.CreateFolder(Path.GetDirectoryName(later)!);
        PrivateFiles.Replace(later, Encoding.UTF8.GetBytes(Text(waiting)));
        return (due.Count, waiting.Count);
    }

    // What is there stays: a simulation adds to the one before.
    private async Task WriteDayAsync(string blob, IEnumerable<SimulatedLabel> labels, CancellationToken cancellationToken)
    {
        var client = container.GetBlobClient(blob);
        var there = Lines(await DownloadAsync(client, cancellationToken));
        var text = Text(there.Concat(labels).DistinctBy(Key).OrderBy(label => label.Time).ThenBy(Key));
        await client.UploadAsync(BinaryData.FromString(text), overwrite: true, cancellationToken);
    }

    private static async Task<string> DownloadAsync(BlobClient client, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.DownloadContentAsync(cancellationToken)).Value.Content.ToString();
        }
        catch (RequestFailedException exception) when (exception.Status == 404 && exception.ErrorCode == "BlobNotFound")
        {
            return "";
        }
    }

    private async Task<string> ReadLaterAsync(CancellationToken cancellationToken) =>
        File.Exists(later) ? await File.ReadAllTextAsync(later, cancellationToken) : "";

    private IEnumerable<SimulatedLabel> Lines(string text) =>
        text.Split('\n').Select(line => SimulatedLabel.Parse(line, name)).OfType<SimulatedLabel>();

    private static (string, int) Key(SimulatedLabel label) => (label.RequestId, label.Row);

    private static string Text(IEnumerable<SimulatedLabel> labels)
    {
        var text = new StringBuilder();
        foreach (var label in labels) text.Append(label.ToLine()).Append('\n');
        return text.ToString();
    }
}
