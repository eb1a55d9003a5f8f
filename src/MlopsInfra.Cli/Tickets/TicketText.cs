using System.Net;
using System.Text;
using MlopsInfra.Cli.ContinuousIntegration;
using MlopsInfra.Cli.Drift;
using MlopsInfra.Cli.Lifecycle;

namespace MlopsInfra.Cli.Tickets;

/// <summary>What a ticket says of a breach.</summary>
/// <param name="stack">The stack.</param>
/// <param name="monitored">What was seen.</param>
internal sealed class TicketText(string stack, MonitoredModel monitored)
{
    /// <summary>The label, or tag, of all tickets of monitoring.</summary>
    public const string Label = "model-drift";

    /// <summary>What the tickets of one stack and model have, and no others: so an open one is found again.</summary>
    public string Marker => $"drift-{stack}-{Model.Replace(':', '-')}";

    /// <summary>Its title.</summary>
    public string Title => $"{Model} drifts in {stack}";

    private string Model => monitored.Model ?? "model";

    private IEnumerable<ComparedStatistic> Breaches =>
        monitored.Statistics.Where(each => each.State.Equals("breach", StringComparison.OrdinalIgnoreCase));

    private string[] WhatToDo =>
    [
        "Look at the report: which features moved, since when, and whether the sensors or the world did.",
        $"mlops run {stack} --pipeline collect_feedback --input start_training=true makes training data of what came back, and "
            + "trains on it.",
        $"mlops release {stack} releases the model that is better by the gate.",
        "Thresholds that are too narrow for this data are set in pipelines/monitoring/thresholds.yml.",
    ];

    private IEnumerable<(string Name, string Text)> Facts
    {
        get
        {
            yield return ("Stack", stack);
            yield return ("Model", Model);
            if (monitored.Window is { } window) yield return ("Window", window);
            if (monitored.Report is { } report) yield return ("Report", report);
            if (monitored.Training is { } training) yield return ("Training", training);
            yield return ("Job", monitored.Job.Page?.ToString() ?? monitored.Job.Name);
            if (CiRun.Current.Metadata.Run is { } run) yield return ("Run", run);
        }
    }

    /// <summary>The text in Markdown, with the marker where nobody sees it.</summary>
    public string Markdown()
    {
        var text = new StringBuilder($"<!-- {Marker} -->\n{LifecycleMarkdown.Cell(monitored.Reason ?? Title)}\n\n");
        text.Append(LifecycleMarkdown.Table(["", ""], Facts.Select(fact => (string[])[fact.Name, fact.Text])));
        if (Breaches.Any())
            text.Append('\n').Append(LifecycleMarkdown.Table(StatisticTable.Heads, StatisticTable.Rows(Breaches)));
        text.Append("\nWhat to do:\n\n");
        foreach (var step in WhatToDo) text.Append($"- {LifecycleMarkdown.Cell(step)}\n");
        return text.ToString();
    }

    /// <summary>The text in HTML, as work items have it.</summary>
    public string Html()
    {
        var text = new StringBuilder($"<p>{Encode(monitored.Reason ?? Title)}</p>");
        Table([], Facts.Select(fact => (string[])[fact.Name, fact.Text]));
        if (Breaches.Any()) Table(StatisticTable.Heads, StatisticTable.Rows(Breaches));
        text.Append("<p>What to do:</p><ul>");
        foreach (var step in WhatToDo) text.Append($"<li>{Encode(step)}</li>");
        return text.Append("</ul>").ToString();

        void Table(string[] heads, IEnumerable<string[]> rows)
        {
            text.Append("<table>");
            if (heads.Length > 0) text.Append($"<tr>{string.Concat(heads.Select(head => $"<th>{Encode(head)}</th>"))}</tr>");
            foreach (var row in rows) text.Append($"<tr>{string.Concat(row.Select(cell => $"<td>{Encode(cell)}</td>"))}</tr>");
            text.Append("</table>");
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
