using System.Text;
using MlopsInfra.Review.Changes;
using MlopsInfra.Review.Rights;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Markdown;

/// <summary>
/// A review as Markdown, for a comment on a pull request or the summary of a run. The same review gives the same text.
/// </summary>
public sealed class MarkdownReport
{
    /// <summary>A longer value is cut: the whole is in the page that <c>--html</c> writes.</summary>
    private const int LongestValue = 160;

    /// <summary>A longer list is folded.</summary>
    private const int LongestOpenList = 20;

    private readonly StringBuilder _text = new();
    private readonly StackReview _review;

    private MarkdownReport(StackReview review) => _review = review;

    /// <summary>The whole report.</summary>
    /// <param name="review">The review.</param>
    /// <returns>The text, its lines ended by a line feed.</returns>
    public static string Write(StackReview review)
    {
        var report = new MarkdownReport(review);
        report.Write();
        return report._text.ToString();
    }

    private void Write()
    {
        Line($"## {MarkdownText.Code(_review.Stack)}: {ChangeWords.Counts(_review.Changes)}");
        Line();
        Line(ComparisonText.Sentence(Side(_review.Base), Side(_review.Head)));
        Line();
        _text.Append(MarkdownRisks.Write(_review));
        Listed(ChangeKind.Deleted);
        foreach (var kind in (ReadOnlySpan<ChangeKind>)[ChangeKind.Replaced, ChangeKind.Changed]) Detailed(kind);
        foreach (var kind in (ReadOnlySpan<ChangeKind>)[ChangeKind.Created, ChangeKind.Imported, ChangeKind.Forgotten])
            Listed(kind);
        WriteRights();
        WriteSecurity();
        Picture();
        Duration();
        Line($"{MarkdownText.Count(_review.Changes.Unchanged, "resource")} unchanged.");
    }

    private static string Side(ComparedState state) => ComparisonText.Of(state, MarkdownText.Code, MarkdownText.Plain);

    private void Detailed(ChangeKind kind)
    {
        var changes = _review.Changes.Of(kind).ToList();
        if (changes.Count == 0) return;
        Line($"### {ChangeWords.Heading(kind)}");
        Line();
        var own = changes.Where(change => !change.IsDraggedAlong).ToList();
        var isFolded = own.Count > LongestOpenList;
        if (isFolded) Line($"<details><summary>{MarkdownText.Count(own.Count, "resource")}</summary>\n");
        foreach (var change in own) Detail(change);
        if (isFolded) Line("</details>\n");
        DraggedAlong([.. changes.Where(change => change.IsDraggedAlong)]);
    }

    private void Detail(ResourceChange change)
    {
        var name = $"{MarkdownText.Code(ChangeWords.CloudName(change))} ({MarkdownText.Code(change.Name)})";
        var title = $"{ChangeWords.Sign(change.Kind)} {Names.OfType(change.Type)} {name}";
        Line(change.DataAtRisk is null ? title : $"**{title}: data at risk**");
        Line();
        if (change.Properties.IsEmpty) return;
        Line("| property | before | after |");
        Line("| --- | --- | --- |");
        foreach (var property in change.Properties)
        {
            var (before, after) = ValueText.Pair(property.Before, property.After, LongestValue);
            var forces = property.ForcesReplacement ? " **forces the replacement**" : "";
            if (_review.Findings.FirstOrDefault(finding => finding.Urn == change.Urn
                && finding.Path == property.Path) is { } found)
                forces += $" **{ChangeWords.NotDone(found.Kind)}**";
            var now = property is { IsKnownOnlyAfterwards: true, IsSame: true } ? "the same (known after the deployment)"
                : property.After is null ? ""
                : property is { IsKnownOnlyAfterwards: true, After.ContainsUnknowns: false }
                ? $"{MarkdownText.Code(after)} (known after the deployment)"
                : MarkdownText.Code(after);
            Line($"| {MarkdownText.Code(property.Path)}{forces} | {(property.Before is null ? "" : MarkdownText.Code(before))} | "
                + $"{now} |");
        }

        Line();
    }

    private void DraggedAlong(IReadOnlyList<ResourceChange> changes)
    {
        if (changes.Count == 0) return;
        Line("Along with what they stand on:");
        Line();
        var isFolded = changes.Count > LongestOpenList;
        if (isFolded) Line($"<details><summary>{MarkdownText.Count(changes.Count, "resource")}</summary>\n");
        Line("| resource | name in Azure | name in the program | because |");
        Line("| --- | --- | --- | --- |");
        foreach (var change in changes)
        {
            var forcing = change.Properties.Where(property => property.ForcesReplacement).Select(property => property.Path);
            var cause = change.Reason ?? $"{string.Join(", ", forcing)} is known only after the deployment";
            Line($"| {What(change)} | {MarkdownText.Code(ChangeWords.CloudName(change))} | {MarkdownText.Code(change.Name)} | "
                + $"{MarkdownText.Plain(cause)} |");
        }

        Line();
        if (isFolded) Line("</details>\n");
    }

    private void Listed(ChangeKind kind)
    {
        var changes = _review.Changes.Of(kind).ToList();
        if (changes.Count == 0) return;
        var isFolded = changes.Count > LongestOpenList;
        Line($"### {ChangeWords.Heading(kind)}");
        Line();
        if (isFolded) Line($"<details><summary>{MarkdownText.Count(changes.Count, "resource")}</summary>\n");
        Line("| resource | name in Azure | name in the program |");
        Line("| --- | --- | --- |");
        foreach (var change in changes)
            Line($"| {What(change)} | {MarkdownText.Code(ChangeWords.CloudName(change))} | {MarkdownText.Code(change.Name)} |");
        Line();
        if (isFolded) Line("</details>\n");
    }

    private static string What(ResourceChange change)
    {
        var what = $"{ChangeWords.Sign(change.Kind)} {Names.OfType(change.Type)}";
        return change.DataAtRisk is null ? what : $"**{what}: data at risk**";
    }

    private void WriteRights()
    {
        var (added, taken) = _review.Rights;
        if (added.IsEmpty && taken.IsEmpty) return;
        var isFolded = added.Length + taken.Length > LongestOpenList;
        Line("### Rights");
        Line();
        if (isFolded) Line($"<details><summary>{added.Length} added, {taken.Length} taken</summary>\n");
        foreach (var right in taken) Line($"- **taken**: {InWords(right)}");
        foreach (var right in added) Line($"- **added**: {InWords(right)}");
        Line();
        if (isFolded) Line("</details>\n");
    }

    private static string InWords(Right right)
    {
        var where = right.What == RightsReader.SignIn
            ? $"may {right.What} {MarkdownText.Plain(right.Where)}"
            : $"**{MarkdownText.Plain(right.What)}** on {MarkdownText.Plain(right.Where)}";
        return $"{MarkdownText.Plain(right.Who)}: "
            + $"{where}{(right.Why is { } why ? $" ({MarkdownText.Plain(why.TrimEnd('.'))})" : "")}";
    }

    private void WriteSecurity()
    {
        var (broken, mended) = _review.Security;
        if (broken.IsEmpty && mended.IsEmpty) return;
        var isFolded = broken.Length + mended.Length > LongestOpenList;
        Line("### Security rules");
        Line();
        if (isFolded) Line($"<details><summary>{broken.Length} newly broken, {mended.Length} mended</summary>\n");
        foreach (var finding in broken) Line($"- **newly broken**: {MarkdownText.Plain(FindingText.Of(finding))}");
        foreach (var finding in mended) Line($"- **mended**: {MarkdownText.Plain(FindingText.Of(finding))}");
        Line();
        if (isFolded) Line("</details>\n");
    }

    private void Picture()
    {
        if (_review.Changes.Changes.IsEmpty) return;
        Line("### Picture");
        Line();
        Line("```mermaid");
        _text.Append(MermaidPicture.Draw(_review));
        Line("```");
        Line();
    }

    private void Duration()
    {
        var duration = _review.Duration;
        if (duration.Chain.IsEmpty) return;
        Line($"### Expected duration: about {DurationText.Of(duration.Total)}");
        Line();
        var links = duration.Chain.Select(link =>
            $"{Names.OfType(link.Change.Type)} {MarkdownText.Code(link.Change.Name)} ({DurationText.Of(link.Time)})");
        Line(string.Join(" → ", links));
        Line();
    }

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
