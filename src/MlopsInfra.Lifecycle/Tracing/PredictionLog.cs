using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MlopsInfra.Formats.Json;
using MlopsInfra.Lifecycle.Data;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Tracing;

/// <summary>
/// The predictions that the scoring service wrote: JSON lines, a file for each replica and hour
/// (<c>yyyy/MM/dd/HH/REPLICA.jsonl</c>). Those of Azure Machine Learning's data collector lie in the same container, below
/// <c>modelDataCollector/ENDPOINT/DEPLOYMENT/model_outputs</c>.
/// </summary>
/// <param name="environment">The environment.</param>
internal sealed class PredictionLog(LifecycleEnvironment environment)
{
    // So many files are read in a minute or two; of more, somebody has to say when.
    private const int MostFiles = 500;
    private const string Collected = "modelDataCollector/";

    /// <summary>Looks for a prediction, in the newest files first.</summary>
    /// <param name="requestId">Id of the request.</param>
    /// <param name="at">What the files' names begin with, as in <c>2026/11/29</c>; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The prediction; null with the reason where it was not found.</returns>
    public async Task<(PredictionRecord? Found, string? Why)> FindAsync(string requestId, string? at,
        CancellationToken cancellationToken)
    {
        try
        {
            return await SearchAsync(requestId, at, cancellationToken);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            var error = ArmError.Of(exception);
            return (null, error.Code == DataUpload.ClosedNetwork
                ? $"the predictions of {environment.Name} are closed to the network that this runs in ({error.Code})"
                : $"the predictions of {environment.Name} can't be read ({error.Code}: {error.Message})");
        }
    }

    private async Task<(PredictionRecord? Found, string? Why)> SearchAsync(string requestId, string? at,
        CancellationToken cancellationToken)
    {
        // Who waits for an answer to a question is not to wait for role assignments to spread.
        var connection = environment.Connection with { RoleAssignmentWait = TimeSpan.Zero };
        if (await new Datastores(environment).ContainerAsync(environment.Outputs.Datastores.Predictions, cancellationToken)
            is not { } address) return (null, "the datastore of predictions keeps no blobs");
        var container = environment.Container(address, connection);
        var files = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, at, cancellationToken))
            files.Add(blob.Name);
        if (at is not null)
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Collected, cancellationToken))
                if (HourOf(blob.Name).StartsWith(at, StringComparison.Ordinal)) files.Add(blob.Name);
        }

        files = [.. files.OrderByDescending(HourOf, StringComparer.Ordinal)];
        foreach (var name in files.Take(MostFiles))
        {
            if (await InAsync(container.GetBlobClient(name), requestId, cancellationToken) is { } found) return (found, null);
        }

        return (null, files.Count > MostFiles
            ? $"it is not among the newest {MostFiles} of {files.Count} files; --at yyyy/MM/dd/HH says which hour to look at"
            : $"it is in none of {files.Count} files of predictions{(at is null ? "" : $" of {at}")}");
    }

    private static async Task<PredictionRecord?> InAsync(BlobClient blob, string requestId, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await blob.OpenReadAsync(cancellationToken: cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(requestId, StringComparison.Ordinal) && Read(line, blob.Uri) is { } record
                && record.RequestId == requestId) return record;
        }

        return null;
    }

    // From the hour on: yyyy/MM/dd/HH/NAME.
    private static string HourOf(string name) =>
        name.StartsWith(Collected, StringComparison.Ordinal) ? string.Join('/', name.Split('/').Skip(4)) : name;

    // The last line of a file that is being written may be cut off.
    private static PredictionRecord? Read(string line, Uri blob)
    {
        JsonObject? json;
        try
        {
            json = StrictJson.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }

        if ((Text("requestId") ?? Text("correlationid")) is not { } id) return null;
        var (model, version) = (Text("model"), Text("modelVersion"));
        return new PredictionRecord(id, new Uri(blob.GetLeftPart(UriPartial.Path)))
        {
            Time = Text("time"),
            Model = model is null || version is null ? model : $"{model}:{version}",
            // A CloudEvent says it by its source, .../deployments/RELEASE.
            Release = Text("release") ?? Text("source")?.Split('/')[^1],
            Image = Text("image"),
        };

        string? Text(string member) => json?[member]?.ToString() is { Length: > 0 } text ? text : null;
    }
}
