using System.Text.Json.Nodes;
using System.Xml;
using Azure;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Alerting;

/// <summary>
/// Evaluates a metric alert. The results of availability tests are rows, and so are the requests that metrics of Application
/// Insights are made of: they can be asked for. Metrics of Azure's other resources are not measured on the local cloud.
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
        if (Anomaly(criteria) is var (component, condition, metric))
            return await AnswerAsync(alert, () =>
                new AnomalyEvaluation(arm, now).RunAsync(alert, component, condition, metric, cancellationToken));
        return await AnswerAsync(alert, () => RunAsync(alert, criteria, cancellationToken));
    }

    private (string Component, JsonNode Condition, RequestMetric Metric)? Anomaly(JsonNode? criteria) =>
        criteria?["allOf"] is JsonArray and [JsonNode condition]
            && (string?)condition["criterionType"] == "DynamicThresholdCriterion"
            && RequestMetric.Of(condition) is { } metric
            && _properties["scopes"] is JsonArray and [JsonValue scope] ? ((string)scope!, condition, metric) : null;

    private async Task<EvaluatedAlert> RunAsync(EvaluatedAlert alert, JsonNode? criteria, CancellationToken cancellationToken)
    {
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
        var result = await QueryResult.AskAsync(arm, component, alert.Query, now - XmlConvert.ToTimeSpan(window), now,
            cancellationToken);
        if (result.Number(result.Rows[0], "Results") is null or 0)
            return alert with { Note = "No result of the availability test was logged: nothing is asked from outside here." };
        var failed = result.Number(result.Rows[0], "Failed") ?? 0;
        return alert with { Value = failed, State = failed >= alert.Threshold ? AlertState.Fires : AlertState.Quiet };
    }

    private static async Task<EvaluatedAlert> AnswerAsync(EvaluatedAlert alert, Func<Task<EvaluatedAlert>> evaluate)
    {
        try
        {
            return await evaluate();
        }
        catch (RequestFailedException exception)
        {
            return alert with { State = AlertState.Failed, Note = exception.Message };
        }
    }
}
