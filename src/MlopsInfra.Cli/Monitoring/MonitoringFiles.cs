using Azure;
using Azure.Storage.Blobs;
using MlopsInfra.Cli.Drift;
using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Monitoring;

/// <summary>Reads what monitoring left, where the environment's storage can be reached.</summary>
/// <param name="environment">The environment.</param>
internal sealed class MonitoringFiles(LifecycleEnvironment environment)
{
    private const string Paths = "/paths/";

    /// <summary>Reads the numbers, and saves the report.</summary>
    /// <param name="monitored">What the job said.</param>
    /// <param name="file">The file for the report; null for none.</param>
    /// <param name="note">Is told what can't be read, and why.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">The report was asked for, and can't be had.</exception>
    public async Task<MonitoredModel> ReadAsync(MonitoredModel monitored, string? file, Action<string> note,
        CancellationToken cancellationToken)
    {
        if (monitored.Report is not { } report || report.IndexOf(Paths, StringComparison.Ordinal) is not (> 0 and var start))
        {
            return file is null ? monitored : throw new CliException(ExitCode.Failed, "NoReport",
                $"The job {monitored.Job.Name} names no report.", monitored.Job.Name);
        }

        try
        {
            var container = await StoreContainers.OpenAsync(environment, environment.Outputs.Datastores.Monitoring, "reports",
                cancellationToken);
            var blob = report[(start + Paths.Length)..];
            var metrics = await TextAsync(container, $"{blob[..(blob.LastIndexOf('/') + 1)]}metrics.json", cancellationToken);
            if (file is not null) await SaveAsync(await TextAsync(container, blob, cancellationToken), file, cancellationToken);
            return monitored.With(metrics);
        }
        catch (RequestFailedException exception)
        {
            var why = $"The report of {monitored.Job.Name} can't be read from here ({ArmError.Of(exception).Code})";
            if (file is not null)
                throw new CliException(ExitCode.Failed, "NoReport", $"{why}. It is {report}.", monitored.Job.Name, exception);
            note($"{why}, so its numbers are not shown. It is {report}.");
            return monitored;
        }
    }

    private static async Task SaveAsync(string text, string file, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(file, text, cancellationToken);
    }

    private static async Task<string> TextAsync(BlobContainerClient container, string blob,
        CancellationToken cancellationToken) =>
        (await container.GetBlobClient(blob).DownloadContentAsync(cancellationToken)).Value.Content.ToString();
}
