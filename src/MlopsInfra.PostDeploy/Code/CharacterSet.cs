namespace MlopsInfra.PostDeploy.Code;

/// <summary>A set of characters in brackets, as in <c>[a-z_]</c>.</summary>
/// <param name="ranges">First and last of each range.</param>
/// <param name="isNegated">Whether it stands for all others.</param>
internal sealed class CharacterSet(IReadOnlyList<(int First, int Last)> ranges, bool isNegated)
{
    /// <summary>Any character but the slash.</summary>
    public static readonly CharacterSet NoSlash = new([('/', '/')], isNegated: true);

    /// <summary>Any character but the line feed, which the clients' patterns do not go over.</summary>
    public static readonly CharacterSet Any = new([('\n', '\n')], isNegated: true);

    /// <summary>A single character.</summary>
    public static CharacterSet Of(int character) => new([(character, character)], isNegated: false);

    /// <summary>
    /// Reads what stands between the brackets. A range from a later to an earlier character is empty, as it is to Git.
    /// </summary>
    /// <param name="text">The characters, the exclamation mark of a negated set included.</param>
    public static CharacterSet Parse(ReadOnlySpan<int> text)
    {
        var isNegated = text[0] == '!';
        if (isNegated) text = text[1..];
        List<(int, int)> ranges = [];
        for (var at = 0; at < text.Length; at++)
        {
            var isRange = at + 2 < text.Length && text[at + 1] == '-';
            ranges.Add((text[at], text[isRange ? at + 2 : at]));
            if (isRange) at += 2;
        }

        return new CharacterSet(ranges, isNegated);
    }

    /// <summary>Whether a character is in it.</summary>
    public bool Has(int character)
    {
        foreach (var (first, last) in ranges)
            if (first <= character && character <= last) return !isNegated;
        return isNegated;
    }
}
