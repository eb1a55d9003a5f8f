using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.History;

/// <summary>
/// The history of a workspace's runs: the steps of a job, their errors and logs. Resource Manager has none of it, and a private
/// workspace tells it inside of its network only; then there are no steps, and that is said once.
/// </summary>
/// <param name="environment">The environment.</param>
/// <param name="note">Is told where nothing can be had.</param>
internal sealed class RunHistory(LifecycleEnvironment environment, Action<string> note)
{
    private readonly AzureConnection _connection = environment.Impatient;

    private ArmRest? _rest;
    private Uri? _services;
    private bool _isOutOfReach;

    /// <summary>The steps of a job, in order of their creation; none where they can't be seen.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<RunStep>> StepsAsync(string job, CancellationToken cancellationToken)
    {
        var children = await AskAsync(job, "/children", cancellationToken);
        return [.. (children?["value"] as JsonArray ?? []).OfType<JsonObject>().Select(StepOf)];
    }

    /// <summary>Why a job failed, in a line; null where nothing is said.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string?> ErrorAsync(string job, CancellationToken cancellationToken) =>
        ErrorOf(await AskAsync(job, "", cancellationToken));

    /// <summary>The last lines of what a step printed; none where its log can't be had.</summary>
    /// <param name="job">Name of the job that the step is.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<string>> LastLinesAsync(string job, int count, CancellationToken cancellationToken)
    {
        var logs = (await AskAsync(job, "/details", cancellationToken))?["logFiles"] as JsonObject;
        if (logs?.FirstOrDefault(log => log.Key.EndsWith("std_log.txt", StringComparison.Ordinal)).Value is not { } address)
            return [];
        try
        {
            var log = await new BlobText(_connection).ReadAsync(new Uri((string)address!), cancellationToken);
            return [.. log.TrimEnd().Split('\n').TakeLast(count).Select(line => line.TrimEnd('\r'))];
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            return [$"(the log can't be read from here: {ArmError.Of(exception).Code})"];
        }
    }

    private async Task<JsonObject?> AskAsync(string job, string what, CancellationToken cancellationToken)
    {
        if (_isOutOfReach) return null;
        try
        {
            _rest ??= new ArmRest(_connection, _ => { });
            _services ??= await ServicesAsync(_rest, cancellationToken);
            return await _rest.FindAsync(new Uri(_services,
                $"/history/v1.0{environment.WorkspaceId}/runs/{Uri.EscapeDataString(job)}{what}?api-version=v1.0"),
                cancellationToken);
        }
        catch (Exception exception) when (ArmError.IsAzure(exception, cancellationToken))
        {
            note($"The steps of jobs can't be seen from here ({ArmError.Of(exception).Code}): only the job's own status is "
                + "followed.");
            _isOutOfReach = true;
            return null;
        }
    }

    // The workspace says where its services are; in Azure's public cloud the region's host is the place.
    private async Task<Uri> ServicesAsync(ArmRest rest, CancellationToken cancellationToken) =>
        new((string?)(await rest.FindAsync(rest.Url(environment.WorkspaceId, ApiVersions.MachineLearning), cancellationToken))?[
            "properties"]?["discoveryUrl"] ?? $"https://{environment.Outputs.Location}.api.azureml.ms/discovery");

    private static RunStep StepOf(JsonObject run)
    {
        var status = (string?)run["status"] ?? "Unknown";
        var isReused = (string?)run["properties"]?["azureml.isreused"] == "true";
        return new RunStep((string?)run["name"] ?? (string?)run["displayName"] ?? "", (string?)run["runId"] ?? "", status,
            JobState.Of(status, isReused))
        {
            Duration = Moment(run["endTimeUtc"]) - Moment(run["startTimeUtc"]),
            Error = ErrorOf(run),
        };
    }

    private static string? ErrorOf(JsonObject? run) => (string?)run?["error"]?["error"]?["message"] is { } error
        ? OneLine(error) : null;

    // Of a log that follows, the last line says most: of Python it is the exception.
    private static string OneLine(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length < 2 || !lines[0].EndsWith(':')) return lines.FirstOrDefault() ?? "";
        return $"{lines[0]} {lines[^1]}";
    }

    private static DateTimeOffset? Moment(JsonNode? text) => (string?)text is { } moment
        ? DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture) : null;
}
