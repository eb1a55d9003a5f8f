using System.Net;
using MlopsInfra.Policies;
using MlopsInfra.Review.Rights;
using MlopsInfra.Review.Text;

namespace MlopsInfra.Review.Html;

/// <summary>Items of the report's lists.</summary>
internal static class HtmlItem
{
    /// <summary>A right that somebody has, or had.</summary>
    public static string Of(Right right, string kind, string word)
    {
        var what = right.What == RightsReader.SignIn
            ? $"may {Text(right.What)} {Text(right.Where)}"
            : $"<b>{Text(right.What)}</b> on {Text(right.Where)}";
        var why = right.Why is { } reason ? $"<small>{Text(reason)}</small>" : "";
        return $"""<li><span class="tag {kind}">{word}</span> {Text(right.Who)}: {what}{why}</li>""";
    }

    /// <summary>A rule that is broken, or no longer.</summary>
    public static string Of(SecurityFinding finding, string kind, string word) =>
        $"""<li><span class="tag {kind}">{word}</span> {Text(FindingText.Of(finding))}</li>""";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
