using System.Net;
using System.Text;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Pictures;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Html;

/// <summary>
/// A review as one page that needs nothing else: no script, no font, no picture from elsewhere. The same review gives the same
/// page.
/// </summary>
public sealed class HtmlReport
{
    private const string None = """<span class="none">none</span>""";

    private readonly StringBuilder _html = new();
    private readonly StackReview _review;

    private HtmlReport(StackReview review) => _review = review;

    /// <summary>The whole page.</summary>
    /// <param name="review">The review.</param>
    /// <returns>The page.</returns>
    public static string Write(StackReview review)
    {
        var report = new HtmlReport(review);
        report.Page();
        return report._html.ToString();
    }

    private void Page()
    {
        var title = $"{_review.Stack}: {ChangeWords.Counts(_review.Changes)}";
        var compared = ComparisonText.Sentence(Side(_review.Base), Side(_review.Head));
        Line($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text(title)}</title>
            <style>
            {HtmlStyle.Css}
            {PictureStyle.Css}
            </style>
            </head>
            <body>
            <header><p class="over">Preview of stack</p><h1>{Text(_review.Stack)}</h1>{Chips()}<p class="compared">{compared}</p></header>
            <main>
            """);
        _html.Append(HtmlRisks.Write(_review));
        Picture();
        foreach (var kind in Enum.GetValues<ChangeKind>()) Changes(kind);
        WriteRights();
        WriteSecurity();
        Duration();
        var unchanged = _review.Changes.Unchanged == 1
            ? "1 resource stays as it is" : $"{_review.Changes.Unchanged} resources stay as they are";
        Line($"""
            </main>
            <footer><p>{unchanged}. Values that a cloud gives are those of the local cloud.</p></footer>
            </body>
            </html>
            """);
    }

    private static string Side(ComparedState state) => ComparisonText.Of(state, hash => $"<code>{Text(hash)}</code>", Text);

    private string Chips()
    {
        if (_review.Changes.Changes.IsEmpty) return """<p class="chips"><span class="chip">no changes</span></p>""";
        var chips = _review.Changes.Changes.GroupBy(change => change.Kind).OrderBy(group => group.Key)
            .Select(group => $"""<a class="chip {Class(group.Key)}" href="#{Class(group.Key)}">"""
                + $"<b>{ChangeWords.Sign(group.Key)} {group.Count()}</b> {ChangeWords.ToDo(group.Key)}</a>");
        return $"""<p class="chips">{string.Concat(chips)}</p>""";
    }

    private void Picture()
    {
        Line("""<section class="architecture" aria-labelledby="picture"><h2 id="picture">Architecture</h2>"""
            + """<div class="pictures">""");
        _html.Append(SvgPicture.DrawWide(_review)).Append(SvgPicture.DrawNarrow(_review));
        Line("</div></section>");
    }

    private void Changes(ChangeKind kind)
    {
        var changes = _review.Changes.Of(kind).ToList();
        if (changes.Count == 0) return;
        Section(Class(kind), ChangeWords.Heading(kind), $"{changes.Count}");
        foreach (var change in changes) Change(change);
        Line("</section>");
    }

    private void Change(ResourceChange change)
    {
        var open = change.Kind is ChangeKind.Replaced or ChangeKind.Changed && !change.IsDraggedAlong ? " open" : "";
        var risk = change.DataAtRisk is null ? "" : """ <strong class="risk">data at risk</strong>""";
        var name = change.Name == ChangeWords.CloudName(change) ? "" : $"<small>{Text(change.Name)}</small>";
        var what = $"{Text(ChangeWords.Capital(Names.OfType(change.Type)))} "
            + $"<code>{Text(ChangeWords.CloudName(change))}</code>{risk}{name}";
        Line($"""<details class="change {Class(change.Kind)}"{open}><summary>"""
            + $"""<span class="sign" aria-hidden="true">{ChangeWords.Sign(change.Kind)}</span>"""
            + $"""<span class="what">{what}</span></summary>""");
        if (change.Reason is { } reason) Line($"<p>Why: {Text(reason)}.</p>");
        if (!change.Properties.IsEmpty) Properties(change);
        else if ((change.After ?? change.Before) is { } resource) Inputs(resource);
        Line("</details>");
    }

    private void Properties(ResourceChange change)
    {
        Line("""
            <div class="table"><table><thead><tr><th scope="col">property</th><th scope="col">before</th><th scope="col">after</th></tr></thead><tbody>
            """);
        foreach (var property in change.Properties)
        {
            var (before, after) = ValueText.Pair(property.Before, property.After);
            var forces = property.ForcesReplacement ? """<br><strong class="forces">forces the replacement</strong>""" : "";
            if (NotDone(change, property) is { } refused) forces += $"""<br><strong class="forces">{refused}</strong>""";
            var now = property is { IsKnownOnlyAfterwards: true, IsSame: true } ? "the same"
                : property.After is null ? None : $"<code>{Text(after)}</code>";
            var later = property.IsKnownOnlyAfterwards ? " <small>known after the deployment</small>" : "";
            var was = property.Before is null ? None : $"<code>{Text(before)}</code>";
            Line($"""<tr><th scope="row"><code>{Text(property.Path)}</code>{forces}</th>"""
                + $"""<td data-label="before">{was}</td><td data-label="after">{now}{later}</td></tr>""");
        }

        Line("</tbody></table></div>");
    }

    private string? NotDone(ResourceChange change, ChangedProperty property) =>
        _review.Findings.FirstOrDefault(finding => finding.Urn == change.Urn && finding.Path == property.Path) is { } found
            ? ChangeWords.NotDone(found.Kind) : null;

    private void Inputs(ResourceRecord resource)
    {
        Line("<dl>");
        foreach (var (name, value) in ReservedKeys.Remove(resource.Inputs)
            .Where(input => input.Value is not PropertyValue.NullValue))
            Line($"<dt>{Text(name)}</dt><dd><code>{Text(ValueText.Of(value))}</code></dd>");
        Line("</dl>");
    }

    private void WriteRights()
    {
        var (added, taken) = _review.Rights;
        if (added.IsEmpty && taken.IsEmpty) return;
        Section("rights", "Rights", $"{added.Length} added, {taken.Length} taken");
        Line("""<ul class="rights">""");
        foreach (var right in taken) Line(HtmlItem.Of(right, "deleted", "taken"));
        foreach (var right in added) Line(HtmlItem.Of(right, "created", "added"));
        Line("</ul></section>");
    }

    private void WriteSecurity()
    {
        var (broken, mended) = _review.Security;
        if (broken.IsEmpty && mended.IsEmpty) return;
        Section("security", "Security rules", $"{broken.Length} newly broken, {mended.Length} mended");
        Line("""<ul class="rights">""");
        foreach (var finding in broken) Line(HtmlItem.Of(finding, "deleted", "newly broken"));
        foreach (var finding in mended) Line(HtmlItem.Of(finding, "created", "mended"));
        Line("</ul></section>");
    }

    private void Duration()
    {
        var duration = _review.Duration;
        if (duration.Chain.IsEmpty) return;
        Section("duration", "Expected duration", $"about {DurationText.Of(duration.Total)}");
        Line("""<p>One after the other; everything else runs beside it.</p><ol class="chain">""");
        foreach (var (change, time) in duration.Chain)
        {
            // A bar's length says the same as the number behind it.
            var share = duration.Total > TimeSpan.Zero ? (int)Math.Round(100 * time / duration.Total) : 0;
            Line($"<li><span>{Text(ChangeWords.Capital(Names.OfType(change.Type)))} <code>{Text(change.Name)}</code></span>"
                + $"""<span class="bar" style="--share:{share}%">{DurationText.Of(time)}</span></li>""");
        }

        Line("</ol></section>");
    }

    private void Section(string id, string heading, string count) =>
        Line($"""<section aria-labelledby="{id}"><h2 id="{id}">{heading} <span class="count">{count}</span></h2>""");

    private static string Class(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private void Line(string text) => _html.Append(text).Append('\n');
}
