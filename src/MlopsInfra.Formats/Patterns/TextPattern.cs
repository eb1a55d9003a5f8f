namespace MlopsInfra.Formats.Patterns;

/// <summary>
/// A pattern with wildcards, of paths or of other texts. How long it takes to match grows with pattern times text, whatever they
/// hold: a regular expression can take for ever, or be too large to be made.
/// </summary>
public sealed class TextPattern
{
    private readonly List<PatternPart> _parts;

    private TextPattern(List<PatternPart> parts) => _parts = parts;

    /// <summary>
    /// Reads a pattern of paths as Docker does (Go's <c>filepath.Match</c>): <c>*</c> and <c>?</c> within a name, <c>**</c> for
    /// any number of folders, sets as in <c>[a-z]</c> and <c>[^a-z]</c>, a backslash before what is meant as it is.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <exception cref="FormatException">A range of a set goes backwards.</exception>
    public static TextPattern OfPath(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var parts = new List<PatternPart>();
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '*' when at + 1 < pattern.Length && pattern[at + 1] == '*':
                    at++;
                    var isFolder = at + 1 < pattern.Length && pattern[at + 1] == '/';
                    if (isFolder) at++;
                    parts.AddRange(isFolder ? Wildcard.Folders : [Wildcard.Everything]);
                    break;
                case '*':
                    parts.Add(Wildcard.EverythingOfName);
                    break;
                case '?':
                    parts.Add(Wildcard.OneOfName);
                    break;
                case '[' when pattern.IndexOf(']', at + 1) is var end && end > at + 1:
                    parts.Add(Wildcard.OneOf(pattern[(at + 1)..end])
                        ?? throw new FormatException(
                            $"syntax error in pattern: a range of '{pattern[at..(end + 1)]}' goes backwards"));
                    at = end;
                    break;
                case '\\' when at + 1 < pattern.Length:
                    parts.Add(Wildcard.Just(pattern[++at]));
                    break;
                default:
                    parts.Add(Wildcard.Just(pattern[at]));
                    break;
            }
        }

        return new TextPattern(parts);
    }

    /// <summary>Reads a pattern that knows two signs, and compares the rest as it is.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="any">The sign for any text.</param>
    /// <param name="one">The sign for any character; null for none.</param>
    /// <param name="ignoreCase">Whether large and small letters are the same.</param>
    public static TextPattern OfText(string pattern, char any, char? one, bool ignoreCase)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new TextPattern([.. pattern.Select(character => character == any ? Wildcard.Everything
            : character == one ? Wildcard.One
            : ignoreCase ? Wildcard.Either(character) : Wildcard.Just(character))]);
    }

    /// <summary>Whether it is the pattern of a path, or of a folder that the path is in.</summary>
    /// <param name="path">The path.</param>
    public bool FitsWithin(string path) => Fits(path, withFolders: true);

    /// <summary>Whether it is the pattern of a whole text.</summary>
    /// <param name="text">The text.</param>
    public bool Fits(string text) => Fits(text, withFolders: false);

    private bool Fits(string text, bool withFolders)
    {
        ArgumentNullException.ThrowIfNull(text);
        var walk = new PatternWalk(_parts);
        for (var at = 0; at < text.Length; at++)
        {
            if (withFolders && at > 0 && text[at] == '/' && walk.IsAtEnd) return true;
            walk.Take(text[at]);
            if (walk.IsLost) return false;
        }

        return walk.IsAtEnd;
    }
}
