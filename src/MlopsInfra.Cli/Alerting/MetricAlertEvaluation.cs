using System.Text.Json.Nodes;
using System.Xml;
using Azure;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Alerting;

/// <summary>
/// Evaluates a metric alert. The results of availability tests are rows, and can be asked for; metrics of Azure's resources are
/// not measured on the local cloud.
/// </summary>
/// <param name="arm">How Azure is reached.</param>
/// <param name="rule">The rule.</param>
/// <param name="now">The time now.</param>
internal sealed class MetricAlertEvaluation(ArmQueries arm, JsonNode rule, DateTimeOffset now)
{
    private readonly JsonNode _properties = rule["properties"]!;

    /// <summary>Evaluates it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<EvaluatedAlert> RunAsync(CancellationToken cancellationToken)
    {
        var criteria = _properties["criteria"];
        var alert = new EvaluatedAlert((string)rule["name"]!, (string)rule["id"]!, AlertState.NoData)
        {
            Severity = (int?)(double?)_properties["severity"],
            Window = (string?)_properties["windowSize"],
            Frequency = (string?)_properties["evaluationFrequency"],
        };
        if ((bool?)_properties["enabled"] == false) return alert with { State = AlertState.Disabled };
        if ((string?)criteria?["webTestId"] is not { } test || (string?)criteria["componentId"] is not { } component
            || alert.Window is not { } window)
            return alert with { Note = "Metrics of resources are not measured here." };
        alert = alert with
        {
            Operator = "GreaterThanOrEqual",
            Threshold = (double?)criteria["failedLocationCount"],
            Query = $"AppAvailabilityResults | where Name == '{test[(test.LastIndexOf('/') + 1)..]}' | summarize "
                + "Results = count(), Failed = dcountif(Location, Success == false)",
        };
        try
        {
            var result = await QueryResult.AskAsync(arm, component, alert.Query, now - XmlConvert.ToTimeSpan(window), now,
                cancellationToken);
            if (result.Number(result.Rows[0], "Results") is null or 0)
                return alert with { Note = "No result of the availability test was logged: nothing is asked from outside here." };
            var failed = result.Number(result.Rows[0], "Failed") ?? 0;
            return alert with { Value = failed, State = failed >= alert.Threshold ? AlertState.Fires : AlertState.Quiet };
        }
        catch (RequestFailedException exception)
        {
            return alert with { State = AlertState.Failed, Note = exception.Message };
        }
    }
}
