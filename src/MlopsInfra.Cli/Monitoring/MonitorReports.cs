using System.Globalization;
using System.Text.Json;
using MlopsInfra.Cli.Drift;
using MlopsInfra.Cli.Lifecycle;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Tickets;

namespace MlopsInfra.Cli.Monitoring;

/// <summary>What <c>mlops monitor</c> has to tell at its end.</summary>
internal static class MonitorReports
{
    /// <summary>Of what was seen.</summary>
    /// <param name="monitored">What was seen.</param>
    /// <param name="ticket">Where it is written down; null for nowhere.</param>
    public static LifecycleReport Of(MonitoredModel monitored, Ticket? ticket) => new()
    {
        Lines = [.. Lines(monitored, ticket)],
        Document = json => Write(json, monitored, ticket),
        Markdown = $"**{monitored.Outcome}**: {LifecycleMarkdown.Cell(monitored.Reason ?? "")}\n"
            + (monitored.Statistics.Count == 0 ? ""
                : $"\n{LifecycleMarkdown.Table(StatisticTable.Heads, StatisticTable.Rows(monitored.Statistics))}"),
        Outputs = Outputs(monitored, ticket),
        Failure = monitored.IsBreach
            ? new CliException(ExitCode.Failed, "DriftFound", $"{monitored.Model ?? "The model"} drifts: {monitored.Reason}",
                monitored.Model)
            : monitored.Outcome is null ? new CliException(ExitCode.Failed, "NoOutcome",
                $"The job {monitored.Job.Name} completed and says no outcome (tag mlops.monitoring).", monitored.Job.Name) : null,
    };

    /// <summary>What was done with a ticket, in a word.</summary>
    /// <param name="change">What was done.</param>
    public static string Word(TicketChange change) => change switch
    {
        TicketChange.Opened => "opened",
        TicketChange.Commented => "is open: a comment was added",
        _ => "is open, and was written to within a day: nothing was added",
    };

    private static IEnumerable<string> Lines(MonitoredModel monitored, Ticket? ticket)
    {
        if (monitored.Model is { } model) yield return $"Model: {model}, window {monitored.Window}";
        List<string[]> rows = [StatisticTable.Heads, .. StatisticTable.Rows(monitored.Statistics)];
        if (rows.Count > 1)
        {
            var widths = Enumerable.Range(0, StatisticTable.Heads.Length)
                .Select(column => Report.Width(rows, row => row[column])).ToList();
            foreach (var row in rows)
            {
                var cells = row.Select((cell, at) => at is 2 or 3 ? cell.PadLeft(widths[at]) : cell.PadRight(widths[at]));
                yield return $"  {string.Join("  ", cells)}".TrimEnd();
            }
        }

        yield return $"Outcome: {monitored.Outcome ?? "none"}{(monitored.Reason is { } reason ? $": {reason}" : "")}";
        if (monitored.Training is { } training) yield return $"Training: {training}";
        if (monitored.Report is { } report) yield return $"Report: {report}";
        if (ticket is not null) yield return $"Ticket: {ticket.Address} {Word(ticket.What)}";
    }

    private static Dictionary<string, string> Outputs(MonitoredModel monitored, Ticket? ticket)
    {
        var outputs = new Dictionary<string, string> { ["run_id"] = monitored.Job.Name };
        if (monitored.Outcome is { } outcome) outputs["monitoring"] = outcome;
        if (monitored.Reason is { } reason) outputs["reason"] = reason;
        if (monitored.Report is { } report) outputs["report"] = report;
        if (ticket is not null) outputs["ticket"] = ticket.Address.ToString();
        return outputs;
    }

    private static void Write(Utf8JsonWriter json, MonitoredModel monitored, Ticket? ticket)
    {
        json.WriteString("job", monitored.Job.Name);
        json.WriteString("outcome", monitored.Outcome);
        if (monitored.Reason is { } reason) json.WriteString("reason", reason);
        if (monitored.Model is { } model) json.WriteString("model", model);
        if (monitored.Window is { } window) json.WriteString("window", window);
        json.WriteStartArray("statistics");
        foreach (var each in monitored.Statistics)
        {
            json.WriteStartObject();
            json.WriteString("of", each.Of);
            json.WriteString("name", each.Name);
            if (each.Value is { } value) json.WriteNumber("value", value);
            if (each.Threshold is { } threshold) json.WriteNumber("threshold", threshold);
            json.WriteString("state", each.State);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (monitored.Training is { } training) json.WriteString("training", training);
        if (monitored.Report is { } report) json.WriteString("report", report);
        if (ticket is null) return;
        json.WriteStartObject("ticket");
        json.WriteString("address", ticket.Address.ToString());
        json.WriteString("change", ticket.What.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }
}
