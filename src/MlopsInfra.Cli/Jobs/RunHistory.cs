using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.CommandLine;

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
        return [.. found.OrderByDescending(job => job.Created ?? DateTimeOffset.MaxValue)
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

    /// <summary>A job, or one of its steps at any depth.</summary>
    /// <param name="path">The name of the job, then those of the steps.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The name of the job that it is; null where there is no such job.</returns>
    /// <exception cref="CliException">There is such a job, but no such step.</exception>
    public async Task<string?> FindAsync(IReadOnlyList<string> path, CancellationToken cancellationToken)
    {
        if (!await HasAsync(path[0], cancellationToken)) return null;
        var job = path[0];
        for (var depth = 1; depth < path.Count; depth++)
        {
            var (name, steps) = (path[depth], await StepsAsync(job, cancellationToken));
            job = steps.FirstOrDefault(each => each.Name == name || each.Job == name)?.Job
                ?? throw new CliException(ExitCode.Failed, "NotFound",
                    $"The job '{string.Join('/', path.Take(depth))}' has no step "
                    + $"'{name}'. {(steps.Count == 0 ? "It has none." : $"It has: {Names(steps)}.")}");
        }

        return job;
    }

    /// <summary>What a job without a log has instead.</summary>
    /// <param name="name">What it is called by who asks.</param>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CliException> NothingPrintedAsync(string name, string job, CancellationToken cancellationToken)
    {
        var row = Row(name, await RunAsync(job, cancellationToken));
        var steps = await StepsAsync(job, cancellationToken);
        var why = row.IsSimulated ? " It is only simulated." : row.Error is { } error ? $" {error}" : "";
        var below = steps.Count == 0 ? "" : $" Its steps have logs of their own: {Names(steps.Select(step =>
            step with { Name = $"{name}/{step.Name}" }))}.";
        return new CliException(ExitCode.Failed, "NotFound", $"'{name}' has printed nothing. It is {row.Status}.{why}{below}");
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
            Created = Moment(run["createdUtc"]) ?? started,
            Started = started,
            Duration = ended - started,
            IsSimulated = (string?)properties?["localcloud.simulated"] == "true",
            IsReused = (string?)properties?["azureml.isreused"] == "true",
            Error = (string?)run["error"]?["error"]?["message"] is { } error ? OneLine(error) : null,
        };
    }

    // Of a log that follows, the last line says most: of Python it is the exception.
    private static string OneLine(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2 || !lines[0].EndsWith(':')) return lines.FirstOrDefault() ?? "";
        return $"{lines[0]} {(lines.Length > 2 ? "... " : "")}{lines[^1]}";
    }

    private static string Names(IEnumerable<ListedJob> jobs) => string.Join(", ", jobs.Select(each => each.Name));

    private static DateTimeOffset? Moment(JsonNode? text) => (string?)text is { } moment
        ? DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture) : null;
}
