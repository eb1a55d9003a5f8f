using System.Text.RegularExpressions;

namespace MlopsInfra.Pipelines.Tests;

/// <summary>
/// What Pulumi makes of a stack file when it writes it (<c>stack init</c>, <c>config set</c>). It edits the document's nodes and
/// has Go's yaml.v3 write them (pulumi/pulumi#11456): two spaces for each level; comments stay, on the level of what they stand
/// before; blank lines are lost (go-yaml/yaml#627). The value of a key is text for Pulumi, so one that YAML would take for
/// something else comes back in quotation marks; what is inside of an object keeps its type. Understands what stack files need of
/// YAML, and no more.
/// </summary>
internal static partial class PulumiLayout
{
    /// <summary>The file as Pulumi writes it.</summary>
    /// <param name="text">The file.</param>
    public static string Rewrite(string text)
    {
        var (written, comments, levels) = (new List<string>(), new List<string>(), new Stack<int>([0]));
        foreach (var line in text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var content = line.Trim();
            if (content.StartsWith('#'))
            {
                comments.Add(content);
                continue;
            }

            Assert.DoesNotMatch(BeyondThis(), content);
            var column = line.Length - line.TrimStart().Length;
            while (levels.Peek() > column) levels.Pop();
            if (levels.Peek() < column) levels.Push(column);
            var indent = new string(' ', 2 * (levels.Count - 1));
            written.AddRange(comments.Select(comment => indent + comment));
            written.Add(indent + (levels.Count == 2 ? AsText(content) : content));
            comments.Clear();
        }

        return string.Concat(written.Concat(comments).Select(line => $"{line}\n"));
    }

    private static string AsText(string content) =>
        NoText().Match(content) is { Success: true } match
            ? $"{match.Groups["key"].Value}: \"{match.Groups["value"].Value}\"" : content;

    // YAML's core schema: null, truth values, numbers.
    [GeneratedRegex(@"^(?<key>[^\s#]+): +(?<value>~|null|true|false|"
        + @"[-+]?(\d+|0x[0-9a-f]+)(\.\d*)?(e[-+]?\d+)?|[-+]?\.inf|\.nan)$", RegexOptions.IgnoreCase)]
    private static partial Regex NoText();

    // Lists over several lines, texts over several lines, anchors, comments behind a value.
    [GeneratedRegex(@"^- |: *[|>&*]| #")]
    private static partial Regex BeyondThis();
}
