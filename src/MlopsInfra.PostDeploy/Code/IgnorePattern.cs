using System.Text;
using System.Text.RegularExpressions;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>A line of an ignore file.</summary>
/// <param name="Path">Matches the paths that it is about.</param>
/// <param name="TakesIn">Whether it takes them in again.</param>
internal sealed record IgnorePattern(Regex Path, bool TakesIn)
{
    private const string AnyDepth = "**";

    /// <summary>Null for an empty line, a comment, and a pattern that matches nothing.</summary>
    public static IgnorePattern? Parse(string line)
    {
        // A space at the end counts only behind a backslash.
        var trimmed = line.Trim();
        if (trimmed.EndsWith('\\') && line.TrimEnd().Length < line.Length) trimmed += ' ';
        if (trimmed.Length == 0 || trimmed[0] == '#') return null;
        var takesIn = trimmed[0] == '!';
        var segments = (takesIn ? trimmed[1..] : trimmed).Split('/').ToList();
        if (segments.All(segment => segment.Length == 0)) return null;
        for (var i = segments.Count - 1; i > 0; i--)
            if (segments[i] == AnyDepth && segments[i - 1] == AnyDepth) segments.RemoveAt(i);
        if (segments[0].Length == 0) segments.RemoveAt(0);
        else if (segments[0] != AnyDepth && (segments.Count == 1 || segments is [_, ""])) segments.Insert(0, AnyDepth);
        // What ends in a slash is a folder: the pattern is about all that lies in it.
        if (segments[^1].Length == 0) segments[^1] = AnyDepth;
        return new IgnorePattern(
            new Regex(ToRegex(segments), RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking),
            takesIn);
    }

    private static string ToRegex(List<string> segments)
    {
        if (segments is [AnyDepth]) return "^.+$";
        if (segments is [AnyDepth, AnyDepth]) return "^.+/.*$";
        var regex = new StringBuilder("^");
        for (var i = 0; i < segments.Count; i++)
        {
            var isLast = i == segments.Count - 1;
            if (segments[i] == AnyDepth)
            {
                regex.Append(i == 0 ? "(?:.+/)?" : isLast ? "/.*" : "(?:/.+)?");
                continue;
            }

            if (i > 0 && !(i == 1 && segments[0] == AnyDepth)) regex.Append('/');
            regex.Append(segments[i] == "*" ? "[^/]+" : Glob(segments[i]));
            // The name of a folder stands for what lies in it, too.
            if (isLast) regex.Append("(?:/.*)?");
        }

        return regex.Append('$').ToString();
    }

    private static string Glob(string segment)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] == '*')
            {
                regex.Append("[^/]*");
            }
            else if (segment[i] == '?')
            {
                regex.Append("[^/]");
            }
            else if (segment[i] == '[' && EndOfSet(segment, i) is { } end)
            {
                var negated = segment[i + 1] == '!';
                var set = segment[(i + (negated ? 2 : 1))..end];
                regex.Append(negated ? "[^" : "[").Append(Escape(set)).Append(']');
                i = end;
            }
            else
            {
                if (segment[i] == '\\' && i + 1 < segment.Length) i++;
                regex.Append(Regex.Escape(segment[i].ToString()));
            }
        }

        return regex.ToString();
    }

    // A bracket right at the start of a set is one of its characters.
    private static int? EndOfSet(string segment, int start)
    {
        var first = start + 1;
        if (first < segment.Length && segment[first] == '!') first++;
        var end = first + 1 <= segment.Length ? segment.IndexOf(']', Math.Min(first + 1, segment.Length)) : -1;
        return end < 0 ? null : end;
    }

    // Of what has a meaning in a set of a regular expression only the dash has the same one here.
    private static string Escape(string set) => Regex.Replace(set, @"[\\\[\]^]", @"\$0", RegexOptions.CultureInvariant);
}
