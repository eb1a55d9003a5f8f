using System.Net;
using System.Text;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Html;

/// <summary>
/// What a reviewer has to see before anything else: what stops the update, what is gone meanwhile, what is lost.
/// </summary>
internal static class HtmlRisks
{
    /// <summary>The sections; empty if there is nothing to say.</summary>
    /// <param name="review">The review.</param>
    public static string Write(StackReview review)
    {
        var html = new StringBuilder();
        var stops = review.Findings.Select(finding => finding.Text).ToList();
        if (stops.Count > 0)
            Section(html, "stops", "What Azure will not do", stops.Select(stop => $"<strong>{Text(stop)}</strong>"));
        var outages = OutageText.Of(review.Changes).ToList();
        if (outages.Count > 0) Section(html, "outage", "Outage", outages.Select(Text));
        var lost = review.Changes.AtRisk.Select(change => $"<strong>{Text(ChangeWords.Loss(change))}</strong>");
        var kept = review.Changes.Protected.Select(change =>
            $"<code>{Text(change.Name)}</code> is protected: a deployment refuses this until <code>protect</code> is taken off "
                + "and deployed.");
        var data = lost.Concat(kept).ToList();
        if (data.Count > 0) Section(html, "danger", "Data at risk", data);
        return html.ToString();
    }

    private static void Section(StringBuilder html, string id, string heading, IEnumerable<string> items)
    {
        html.Append($"""<section class="danger" aria-labelledby="{id}"><h2 id="{id}">{heading}</h2><ul>""").Append('\n');
        foreach (var item in items) html.Append($"<li>{item}</li>\n");
        html.Append("</ul></section>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
