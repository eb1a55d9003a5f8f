namespace MlopsInfra.Formats.Patterns;

/// <summary>A part of a pattern: which characters it takes.</summary>
/// <param name="Takes">Whether it takes a character.</param>
/// <param name="Repeats">Whether it takes any number of them.</param>
/// <param name="IsOptional">Whether it takes none itself, and begins <see cref="Folders"/>, all of which may be left out.</param>
internal sealed record Wildcard(Func<char, bool> Takes, bool Repeats = false, bool IsOptional = false)
{
    /// <summary>Any characters.</summary>
    public static readonly Wildcard Everything = new(_ => true, Repeats: true);

    /// <summary>A character.</summary>
    public static readonly Wildcard One = new(_ => true);

    /// <summary>Any characters of a name.</summary>
    public static readonly Wildcard EverythingOfName = new(character => character != '/', Repeats: true);

    /// <summary>A character of a name.</summary>
    public static readonly Wildcard OneOfName = new(character => character != '/');

    /// <summary>Any number of folders, each with the slash behind it.</summary>
    public static readonly IReadOnlyList<Wildcard> Folders = [new(_ => false, IsOptional: true), Everything, Just('/')];

    /// <summary>Just this character.</summary>
    public static Wildcard Just(char wanted) => new(character => character == wanted);

    /// <summary>This character, large or small.</summary>
    public static Wildcard Either(char wanted) =>
        new(character => char.ToUpperInvariant(character) == char.ToUpperInvariant(wanted));

    /// <summary>
    /// One of the characters of a set, as in <c>a-z</c>, or none of <c>^a-z</c>; null where a range goes backwards.
    /// </summary>
    public static Wildcard? OneOf(string set)
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
