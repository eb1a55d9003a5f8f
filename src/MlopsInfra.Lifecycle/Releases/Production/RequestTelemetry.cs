using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>Asks Log Analytics for the requests that a release answered.</summary>
/// <param name="environment">The environment.</param>
internal sealed class RequestTelemetry(LifecycleEnvironment environment)
{
    // The version that Resource Manager takes queries of workspaces with.
    private const string QueryVersion = "2017-10-01";

    /// <summary>Counts.</summary>
    /// <param name="release">The release: the role that its services send telemetry as.</param>
    /// <param name="since">The beginning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RequestCounts> OfAsync(string release, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var query = $"""
            AppRequests
            | where TimeGenerated >= datetime({since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)})
            | where AppRoleName == '{release}' or tostring(Properties['mlops.release']) == '{release}'
            | summarize Requests = count(), Failed = countif(toint(ResultCode) >= 500), Latency = percentile(DurationMs, 95)
            """;
        var (_, answer) = await environment.Arm.SendAsync(RequestMethod.Post,
            environment.Arm.Url($"{environment.Outputs.LogAnalyticsId}/query", QueryVersion),
            new JsonObject { ["query"] = query, ["timespan"] = "P1D" }, cancellationToken);
        var table = answer?["tables"]?[0];
        var columns = (table?["columns"] as JsonArray ?? []).Select(column => (string?)column!["name"]).ToList();
        if (table?["rows"] is not JsonArray { Count: > 0 } rows) return new RequestCounts(0, 0, null);
        JsonNode? Value(string column) => rows[0]![columns.IndexOf(column)];
        var latency = Value("Latency");
        return new RequestCounts((long)Value("Requests")!, (long)Value("Failed")!,
            latency?.GetValueKind() == JsonValueKind.Number ? TimeSpan.FromMilliseconds((double)latency) : null);
    }
}
