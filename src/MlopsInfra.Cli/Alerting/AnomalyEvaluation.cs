using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using MlopsInfra.Cli.Cloud;

namespace MlopsInfra.Cli.Alerting;

/// <summary>
/// Evaluates a metric alert with a dynamic threshold: the windows that it looks at, against the range of those before them.
/// </summary>
/// <param name="arm">How Azure is reached.</param>
/// <param name="now">The time now.</param>
internal sealed class AnomalyEvaluation(ArmQueries arm, DateTimeOffset now)
{
    /// <summary>Evaluates it.</summary>
    /// <param name="alert">What is known of the alert; its window is.</param>
    /// <param name="component">The ARM id of the Application Insights component.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="metric">The metric of the condition.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<EvaluatedAlert> RunAsync(EvaluatedAlert alert, string component, JsonNode condition, RequestMetric metric,
        CancellationToken cancellationToken)
    {
        var window = XmlConvert.ToTimeSpan(alert.Window!);
        alert = alert with { Query = metric.Query(now, window), Operator = (string?)condition["operator"] };
        var result = await QueryResult.AskAsync(arm, component, alert.Query, now - LearnedRange.History, now, cancellationToken);
        var values = result.Rows.Select(row => (Window: (int)result.Number(row, "Window")!, Value: result.Number(row, "Value")))
            .Where(one => one.Value is not null).ToDictionary(one => one.Window, one => one.Value!.Value);
        var looked = Number(condition, "numberOfEvaluationPeriods");
        var before = values.Where(one => one.Key >= looked).ToList();
        var days = before.Count == 0 ? 0 : (before.Max(one => one.Key) + 1) * window / TimeSpan.FromDays(1);
        if (before.Count < LearnedRange.FewestSamples || days < LearnedRange.LeastHistory.TotalDays)
            return alert with { Note = $"Azure learns the range first, from {LearnedRange.LeastHistory.TotalDays} days and "
                + $"{LearnedRange.FewestSamples} windows with requests: there are {before.Count} in {Text(days)} days." };
        var range = LearnedRange.Of([.. before.Select(one => one.Value)], (string?)condition["alertSensitivity"]);
        var seen = values.Where(one => one.Key < looked).OrderBy(one => one.Key).Select(one => one.Value).ToList();
        return Judge(alert, range, seen, Number(condition, "minFailingPeriodsToAlert"), looked);
    }

    private static EvaluatedAlert Judge(EvaluatedAlert alert, LearnedRange range, List<double> seen, int fewest,
        int looked)
    {
        var note = $"The range {Text(range.Lower)} to {Text(range.Upper)} approximates what Azure learns: the mean of "
            + $"{range.Samples} windows, and {range.Deviations} standard deviations.";
        if (seen.Count == 0) return alert with { Note = $"There was no request in the last {looked} windows. {note}" };
        var failing = seen.Where(value => range.Bound(alert.Operator, value).IsViolatedBy(value)).ToList();
        var fires = failing.Count >= fewest;
        var value = fires ? failing[0] : seen[0];
        var bound = range.Bound(alert.Operator, value);
        return alert with
        {
            State = fires ? AlertState.Fires : AlertState.Quiet,
            Value = value,
            Operator = bound.Operator,
            Threshold = bound.Threshold,
            Note = $"{failing.Count} of the last {looked} windows are out of range; {fewest} make it fire. {note}",
        };
    }

    private static int Number(JsonNode condition, string member) =>
        (int)((double?)condition["failingPeriods"]?[member] ?? 1);

    private static string Text(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);
}
