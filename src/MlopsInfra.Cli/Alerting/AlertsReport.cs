using System.Globalization;
using System.Text.Json;
using MlopsInfra.Cli.Output;

namespace MlopsInfra.Cli.Alerting;

/// <summary>Tells what alerts would do.</summary>
internal static class AlertsReport
{
    /// <summary>The lines: one or more for each alert, then how many there are of each state.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="alerts">The alerts.</param>
    public static IEnumerable<string> Lines(string stack, IReadOnlyCollection<EvaluatedAlert> alerts)
    {
        foreach (var alert in alerts)
        {
            yield return $"  {Word(alert.State),-8} {alert.Name,-22} {Fact(alert)}";
            if (alert.State == AlertState.Fires && alert.Query is { } query)
                foreach (var line in query.Split('\n')) yield return $"  {"",-8} {"",-22} | {line}";
        }

        yield return alerts.Count == 0
            ? $"Stack {stack} has no alerts."
            : string.Join(", ", Enum.GetValues<AlertState>().Where(state => alerts.Any(alert => alert.State == state))
                .Select(state => $"{alerts.Count(alert => alert.State == state)} {Word(state).ToLowerInvariant()}"));
    }

    /// <summary>The JSON document.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="alerts">The alerts.</param>
    public static void WriteJson(Stream stream, string stack, IReadOnlyCollection<EvaluatedAlert> alerts)
    {
        using var json = new Utf8JsonWriter(stream, JsonStyle.Indented);
        json.WriteStartObject();
        json.WriteString("stack", stack);
        json.WriteString("operation", "alerts");
        json.WriteStartArray("alerts");
        foreach (var alert in alerts) Write(json, alert);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, EvaluatedAlert alert)
    {
        json.WriteStartObject();
        json.WriteString("name", alert.Name);
        json.WriteString("id", alert.Id);
        json.WriteString("state", char.ToLowerInvariant(alert.State.ToString()[0]) + alert.State.ToString()[1..]);
        if (alert.Severity is { } severity) json.WriteNumber("severity", severity);
        if (alert.Value is { } value) json.WriteNumber("value", value);
        if (alert.Operator is { } sign) json.WriteString("operator", sign);
        if (alert.Threshold is { } threshold) json.WriteNumber("threshold", threshold);
        if (alert.Window is { } window) json.WriteString("window", window);
        if (alert.Frequency is { } frequency) json.WriteString("frequency", frequency);
        if (alert.Query is { } query) json.WriteString("query", query);
        if (alert.Dimensions.Count > 0)
        {
            json.WriteStartObject("dimensions");
            foreach (var (name, of) in alert.Dimensions) json.WriteString(name, of);
            json.WriteEndObject();
        }

        if (alert.Note is { } note) json.WriteString("note", note);
        json.WriteEndObject();
    }

    private static string Fact(EvaluatedAlert alert)
    {
        var value = alert.Value is { } number ? $"{Text(number)}, fires if {Comparison(alert)} in {alert.Window}" : null;
        var dimensions = alert.Dimensions.Count == 0
            ? null : $"({string.Join(", ", alert.Dimensions.Select(pair => $"{pair.Key}={pair.Value}"))})";
        var severity = alert.State == AlertState.Fires && alert.Severity is { } grave ? $"severity {grave}:" : null;
        return string.Join(' ',
            ((string?[])[severity, value, dimensions, alert.Note]).Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string Comparison(EvaluatedAlert alert) =>
        $"{new AlertComparison(alert.Operator ?? "", alert.Threshold ?? 0).Sign} {Text(alert.Threshold ?? 0)}";

    private static string Text(double number) => Math.Round(number, 3).ToString(CultureInfo.InvariantCulture);

    private static string Word(AlertState state) => state switch
    {
        AlertState.Fires => "FIRES",
        AlertState.NoData => "no data",
        _ => state.ToString().ToLowerInvariant(),
    };
}
