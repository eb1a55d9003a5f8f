namespace MlopsInfra.Formats.Patterns;

/// <summary>The parts that patterns are written with.</summary>
internal static class Wildcard
{
    /// <summary>Any characters.</summary>
    public static readonly PatternPart Everything = new(_ => true, Repeats: true);

    /// <summary>A character.</summary>
    public static readonly PatternPart One = new(_ => true);

    /// <summary>Any characters of a name.</summary>
    public static readonly PatternPart EverythingOfName = new(character => character != '/', Repeats: true);

    /// <summary>A character of a name.</summary>
    public static readonly PatternPart OneOfName = new(character => character != '/');

    /// <summary>Any number of folders, each with the slash behind it.</summary>
    public static readonly IReadOnlyList<PatternPart> Folders = [new(null, Optional: 2), Everything, Just('/')];

    /// <summary>Just this character.</summary>
    public static PatternPart Just(char wanted) => new(character => character == wanted);

    /// <summary>This character, large or small.</summary>
    public static PatternPart Either(char wanted) =>
        new(character => char.ToUpperInvariant((char)character) == char.ToUpperInvariant(wanted));

    /// <summary>
    /// One of the characters of a set, as in <c>a-z</c>, or none of <c>^a-z</c>; null where a range goes backwards.
    /// </summary>
    public static PatternPart? OneOf(string set)
    {
        var isNegated = set[0] == '^' && set.Length > 1;
        var ranges = new List<(char First, char Last)>();
        for (var at = isNegated ? 1 : 0; at < set.Length; at++)
        {
            var first = set[at];
            var last = at + 2 < set.Length && set[at + 1] == '-' ? set[at += 2] : first;
            if (last < first) return null;
            ranges.Add((first, last));
        }

        return new(character => isNegated != ranges.Exists(range => character >= range.First && character <= range.Last));
    }
}
