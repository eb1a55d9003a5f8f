using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Jobs;

/// <summary>Asks for the jobs of a workspace and for their history.</summary>
/// <param name="arm">Resource Manager.</param>
/// <param name="workspace">The id of the workspace.</param>
/// <param name="services">Where the workspace's services answer.</param>
internal sealed class RunHistory(ArmQueries arm, string workspace, Uri services)
{
    private const string Version = "?api-version=2025-12-01";

    /// <summary>Opens the history of a workspace, which says itself where it is.</summary>
    /// <param name="arm">Resource Manager.</param>
    /// <param name="workspace">The id of the workspace.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<RunHistory> OpenAsync(ArmQueries arm, string workspace, CancellationToken cancellationToken)
    {
        var shown = await arm.GetAsync(workspace + Version, cancellationToken);
        return new RunHistory(arm, workspace, new Uri((string)shown["properties"]!["discoveryUrl"]!));
    }

    /// <summary>The jobs that were submitted, the newest first.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ListedJob>> JobsAsync(CancellationToken cancellationToken)
    {
        var jobs = await arm.ListAsync($"{workspace}/jobs{Version}&listViewType=All", cancellationToken);
        var found = new List<ListedJob>();
        foreach (var job in jobs)
            found.Add(Row((string)job["name"]!, await RunAsync((string)job["name"]!, cancellationToken)));
        return [.. found.OrderByDescending(job => job.Started ?? DateTimeOffset.MaxValue)
            .ThenBy(job => job.Name, StringComparer.Ordinal)];
    }

    /// <summary>The steps of a job, in order of their creation.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ListedJob>> StepsAsync(string job, CancellationToken cancellationToken)
    {
        var children = (await arm.GetAsync(Path(job, "/children"), cancellationToken))["value"] as JsonArray ?? [];
        return [.. children.OfType<JsonObject>()
            .Select(step => Row((string?)step["name"] ?? "", step) with { Job = (string?)step["runId"] })];
    }

    /// <summary>Whether there is a job.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<bool> HasAsync(string job, CancellationToken cancellationToken) =>
        arm.ExistsAsync($"{workspace}/jobs/{Uri.EscapeDataString(job)}{Version}", cancellationToken);

    /// <summary>The logs of a job: their names with the addresses of their blobs.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<(string Name, Uri Address)>> LogsAsync(string job, CancellationToken cancellationToken) =>
        [.. ((await arm.GetAsync(Path(job, "/details"), cancellationToken))["logFiles"] as JsonObject ?? [])
            .Select(log => (log.Key, new Uri((string)log.Value!)))];

    private Task<JsonNode> RunAsync(string job, CancellationToken cancellationToken) =>
        arm.GetAsync(Path(job, ""), cancellationToken);

    private string Path(string job, string what) =>
        new Uri(services, $"/history/v1.0{workspace}/runs/{Uri.EscapeDataString(job)}{what}?api-version=v1.0").AbsoluteUri;

    private static ListedJob Row(string name, JsonNode run)
    {
        var (started, ended) = (Moment(run["startTimeUtc"]), Moment(run["endTimeUtc"]));
        var properties = run["properties"];
        return new ListedJob(name, (string?)run["status"] ?? "Unknown")
        {
            Started = started,
            Duration = ended - started,
            IsSimulated = (string?)properties?["localcloud.simulated"] == "true",
            IsReused = (string?)properties?["azureml.isreused"] == "true",
            Error = ((string?)run["error"]?["error"]?["message"])?.Split('\n')[0],
        };
    }

    private static DateTimeOffset? Moment(JsonNode? text) => (string?)text is { } moment
        ? DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture) : null;
}
