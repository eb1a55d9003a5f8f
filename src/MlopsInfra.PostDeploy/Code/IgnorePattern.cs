using MlopsInfra.Formats.Patterns;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// A line of an ignore file, as the Azure ML clients read it. They differ from Git: a set may hold a slash (<c>[!a]</c>,
/// <c>[+-9]</c>), <c>[^a]</c> is a set of two characters, and there are no classes as <c>[[:digit:]]</c>. What the clients fail
/// on (<c>[z-a]</c>, a backslash at the end) is read as Git reads it.
/// </summary>
/// <param name="Path">Matches the paths that it is about.</param>
/// <param name="TakesIn">Whether it takes them in again.</param>
internal sealed record IgnorePattern(GlobMatcher Path, bool TakesIn)
{
    private const string AnyDepth = "**";

    private static readonly PatternPart Slash = new(CharacterSet.Of('/').Has);
    private static readonly PatternPart[] Anything = [new(CharacterSet.Any.Has, Repeats: true)];
    private static readonly PatternPart[] Something = [new(CharacterSet.Any.Has), .. Anything];
    private static readonly PatternPart[] Part = [new(CharacterSet.NoSlash.Has, Repeats: true)];

    /// <summary>Null for an empty line, a comment, and a pattern that matches nothing.</summary>
    public static IgnorePattern? Parse(string line)
    {
        // A space at the end counts only behind a backslash.
        var trimmed = line.Trim();
        if (trimmed.EndsWith('\\') && line.TrimEnd().Length < line.Length) trimmed += ' ';
        if (trimmed.Length == 0 || trimmed[0] == '#') return null;
        var takesIn = trimmed[0] == '!';
        var segments = (takesIn ? trimmed[1..] : trimmed).Split('/').ToList();
        if (segments.All(segment => segment.Length == 0) || EndsInEscape(segments[^1])) return null;
        for (var i = segments.Count - 1; i > 0; i--)
            if (segments[i] == AnyDepth && segments[i - 1] == AnyDepth) segments.RemoveAt(i);
        // All but the files of the root; with a slash before it the clients find nothing by it.
        if (segments is [AnyDepth, ""]) return new IgnorePattern(new GlobMatcher([.. Something, Slash, .. Anything]), takesIn);
        if (segments[0].Length == 0) segments.RemoveAt(0);
        else if (segments[0] != AnyDepth && (segments.Count == 1 || segments is [_, ""])) segments.Insert(0, AnyDepth);
        // What ends in a slash is a folder: the pattern is about all that lies in it.
        if (segments[^1].Length == 0) segments[^1] = AnyDepth;
        return new IgnorePattern(new GlobMatcher(Pieces(segments)), takesIn);
    }

    private static List<PatternPart> Pieces(List<string> segments)
    {
        if (segments is [AnyDepth]) return [.. Something];
        List<PatternPart> pieces = [];
        for (var i = 0; i < segments.Count; i++)
        {
            var isLast = i == segments.Count - 1;
            if (segments[i] == AnyDepth)
            {
                pieces.AddRange(i == 0 ? Optional([.. Something, Slash])
                    : isLast ? [Slash, .. Anything] : Optional([Slash, .. Something]));
                continue;
            }

            if (i > 0 && !(i == 1 && segments[0] == AnyDepth)) pieces.Add(Slash);
            if (segments[i] == "*") pieces.AddRange([new PatternPart(CharacterSet.NoSlash.Has), .. Part]);
            else AddGlob(pieces, [.. segments[i].EnumerateRunes().Select(rune => rune.Value)]);
            // The name of a folder stands for what lies in it, too.
            if (isLast) pieces.AddRange(Optional([Slash, .. Anything]));
        }

        return pieces;
    }

    private static PatternPart[] Optional(PatternPart[] pieces) => [new PatternPart(null, Optional: pieces.Length), .. pieces];

    private static void AddGlob(List<PatternPart> pieces, ReadOnlySpan<int> segment)
    {
        for (var i = 0; i < segment.Length; i++)
        {
            if (segment[i] == '*')
            {
                pieces.AddRange(Part);
            }
            else if (segment[i] == '[' && EndOfSet(segment, i) is { } end)
            {
                pieces.Add(new PatternPart(CharacterSet.Parse(segment[(i + 1)..end]).Has));
                i = end;
            }
            else
            {
                var isEscape = segment[i] == '\\';
                // A backslash before a slash, which divides segments, says nothing.
                if (isEscape && ++i == segment.Length) return;
                var set = segment[i] == '?' && !isEscape ? CharacterSet.NoSlash : CharacterSet.Of(segment[i]);
                pieces.Add(new PatternPart(set.Has));
            }
        }
    }

    private static bool EndsInEscape(string segment) => segment.Reverse().TakeWhile(letter => letter == '\\').Count() % 2 == 1;

    // A bracket right at the start of a set is one of its characters.
    private static int? EndOfSet(ReadOnlySpan<int> segment, int start)
    {
        var first = start + 1;
        if (first < segment.Length && segment[first] == '!') first++;
        if (first + 1 >= segment.Length) return null;
        var end = segment[(first + 1)..].IndexOf(']');
        return end < 0 ? null : first + 1 + end;
    }
}
