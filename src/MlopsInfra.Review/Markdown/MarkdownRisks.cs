using System.Text;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Markdown;

/// <summary>
/// What a reviewer has to see before anything else: what stops the update, what is gone meanwhile, what is lost.
/// </summary>
internal static class MarkdownRisks
{
    /// <summary>The block; empty if there is nothing to say.</summary>
    /// <param name="review">The review.</param>
    public static string Write(StackReview review)
    {
        IReadOnlyList<string> lines =
        [
            .. review.Findings.Select(finding => $"**{MarkdownText.Plain(finding.Text)}**"),
            .. OutageText.Of(review.Changes).Select(MarkdownText.Plain),
            .. review.Changes.AtRisk.Select(change => $"**{MarkdownText.Plain(ChangeWords.Loss(change))}**"),
            .. review.Changes.Protected.Select(change =>
                $"{MarkdownText.Code(change.Name)} is protected: a deployment refuses this until {MarkdownText.Code("protect")} "
                    + "is taken off and deployed."),
        ];
        if (lines.Count == 0) return "";
        var text = new StringBuilder("> [!CAUTION]\n");
        foreach (var line in lines) text.Append($"> {line}  \n");
        return text.Append('\n').ToString();
    }
}
