using System.Text.Json.Nodes;
using System.Xml;
using Azure;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Alerting;

/// <summary>
/// Evaluates a log alert (<c>scheduledQueryRules</c>): asks its query for as many windows as it looks at, one before the other,
/// and counts those in which the value is beyond the threshold.
/// </summary>
/// <param name="arm">How Azure is reached.</param>
/// <param name="rule">The rule.</param>
/// <param name="now">The time now.</param>
internal sealed class LogAlertEvaluation(ArmQueries arm, JsonNode rule, DateTimeOffset now)
{
    private readonly JsonNode _properties = rule["properties"]!;

    /// <summary>Evaluates each condition of the rule; all of them have to hold, and most rules have one.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<EvaluatedAlert>> RunAsync(CancellationToken cancellationToken)
    {
        var conditions = (_properties["criteria"]?["allOf"] as JsonArray ?? []).OfType<JsonNode>().ToList();
        var alerts = new List<EvaluatedAlert>();
        foreach (var condition in conditions) alerts.Add(await RunAsync(condition, cancellationToken));
        // A rule of several conditions fires only if all of them do.
        var holds = alerts.TrueForAll(alert => alert.State == AlertState.Fires);
        return [.. alerts.Select(alert => alert.State == AlertState.Fires && !holds
            ? alert with { State = AlertState.Quiet, Note = "This condition holds, another one of the rule does not." } : alert)];
    }

    private async Task<EvaluatedAlert> RunAsync(JsonNode condition, CancellationToken cancellationToken)
    {
        var alert = new EvaluatedAlert((string?)_properties["displayName"] ?? (string)rule["name"]!, (string)rule["id"]!,
            AlertState.NoData)
        {
            Severity = (int?)(double?)_properties["severity"],
            Operator = (string?)condition["operator"],
            Threshold = (double?)condition["threshold"],
            Window = (string?)_properties["windowSize"],
            Frequency = (string?)_properties["evaluationFrequency"],
            Query = (string?)condition["query"],
        };
        if ((bool?)_properties["enabled"] == false) return alert with { State = AlertState.Disabled };
        if (alert is not { Query: { } query, Operator: { } sign, Threshold: { } threshold, Window: { } window })
            return alert with { State = AlertState.Failed,
                Note = "Only alerts with a query and a fixed threshold are evaluated." };
        try
        {
            var windows = await WindowsAsync(condition, query, XmlConvert.ToTimeSpan(window), cancellationToken);
            return Judge(alert, new AlertComparison(sign, threshold), new LogAlertWindow(condition).Keys, windows,
                Number(condition, "minFailingPeriodsToAlert"));
        }
        catch (Exception exception) when (exception is RequestFailedException or CliException or FormatException)
        {
            return alert with { State = AlertState.Failed, Note = exception.Message };
        }
    }

    private async Task<IReadOnlyList<Dictionary<string, double>>> WindowsAsync(JsonNode condition, string query, TimeSpan window,
        CancellationToken cancellationToken)
    {
        var scope = (string?)(_properties["scopes"] as JsonArray)?.FirstOrDefault()
            ?? throw new CliException(ExitCode.Failed, "NoScope", "The rule has no scope.");
        var periods = Number(condition, "numberOfEvaluationPeriods");
        // A rule may let its query look further back than its window.
        var range = (string?)_properties["overrideQueryTimeRange"] is { } longer && periods == 1
            ? XmlConvert.ToTimeSpan(longer) : window;
        var windows = new List<Dictionary<string, double>>();
        for (var period = 0; period < periods; period++)
        {
            var end = now - (period * window);
            var result = await QueryResult.AskAsync(arm, scope, query, end - range, end, cancellationToken);
            windows.Add(new LogAlertWindow(condition).Values(result));
        }

        return windows;
    }

    private EvaluatedAlert Judge(EvaluatedAlert alert, AlertComparison comparison, IReadOnlyList<string> keys,
        IReadOnlyList<Dictionary<string, double>> windows, int fewest)
    {
        string[] groups = [.. windows.SelectMany(window => window.Keys).Distinct()];
        if (groups.Length == 0) return alert with { Note = "Nothing was logged in the window." };
        var failing = groups.Where(group => windows.Count(window =>
            window.TryGetValue(group, out var value) && comparison.IsViolatedBy(value)) >= fewest).ToHashSet();
        var shown = (failing.Count > 0 ? failing : groups.AsEnumerable()).Select(group => (Group: group,
            Value: comparison.Worst(windows.Where(window => window.ContainsKey(group)).Select(window => window[group]))))
            .ToList();
        var worst = comparison.Worst(shown.Select(one => one.Value));
        var values = shown.First(one => one.Value.Equals(worst)).Group.Split('\n');
        var others = failing.Count > 1 ? $"It fires for {failing.Count} combinations of its dimensions. " : "";
        var mute = failing.Count > 0 && (string?)_properties["muteActionsDuration"] is { } duration
            ? $"Its actions are then muted for {duration}." : "";
        return alert with
        {
            State = failing.Count > 0 ? AlertState.Fires : AlertState.Quiet,
            Value = worst,
            Dimensions = keys.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second),
            Note = (others + mute).Trim() is { Length: > 0 } note ? note : null,
        };
    }

    private static int Number(JsonNode condition, string member) =>
        (int)((double?)condition["failingPeriods"]?[member] ?? 1);
}
