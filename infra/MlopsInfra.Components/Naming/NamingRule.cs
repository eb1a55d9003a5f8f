namespace MlopsInfra.Components;

/// <summary>Azure's rule for the names of one resource type.</summary>
/// <param name="ResourceType">The ARM type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
/// <param name="Abbreviation">The Cloud Adoption Framework's abbreviation, used as prefix.</param>
/// <param name="MinLength">Shortest name.</param>
/// <param name="MaxLength">Longest name.</param>
/// <param name="Characters">Allowed characters.</param>
/// <param name="Scope">Within what the name has to be unique.</param>
public sealed record NamingRule(
    string ResourceType, string Abbreviation, int MinLength, int MaxLength, NameCharacters Characters,
    NameScope Scope = NameScope.Parent)
{
    /// <summary>What the first character has to be; null where any allowed character will do.</summary>
    public NameCharacters? First { get; init; }

    /// <summary>What the last character has to be; null where any allowed character will do.</summary>
    public NameCharacters? Last { get; init; }

    /// <summary>Two hyphens in a row are refused.</summary>
    public bool NoDoubleHyphen { get; init; }

    /// <summary>A hyphen followed by digits only is refused at the end.</summary>
    public bool NoNumberedEnding { get; init; }

    /// <summary>Says what is wrong with the name and what is allowed; null if Azure takes it.</summary>
    public string? Complaint(string? name) => Fault(name) is { } fault ? $"{fault}; {Summary}." : null;

    /// <summary>The rule in words.</summary>
    public string Summary =>
        $"{ResourceType} takes {MinLength} to {MaxLength} {Words(Characters)}"
        + (First is { } first ? $", beginning with {Words(first)}" : "")
        + (Last is { } last ? $", ending with {Words(last)}" : "")
        + (NoDoubleHyphen ? ", no two hyphens in a row" : "")
        + (NoNumberedEnding ? ", not ending with a hyphen and digits" : "")
        + (Scope is NameScope.World ? ", unique world-wide" : Scope is NameScope.Region ? ", unique in its region" : "");

    private string? Fault(string? name)
    {
        if (string.IsNullOrEmpty(name)) return "a name is needed";
        if (name.Length < MinLength || name.Length > MaxLength) return $"it has {name.Length} characters";
        if (name.FirstOrDefault(c => !Has(Characters, c)) is var odd and not '\0') return $"'{odd}' is not allowed";
        if (First is { } first && !Has(first, name[0])) return $"it begins with '{name[0]}'";
        if (Last is { } last && !Has(last, name[^1])) return $"it ends with '{name[^1]}'";
        if (NoDoubleHyphen && name.Contains("--", StringComparison.Ordinal)) return "it has two hyphens in a row";
        return NoNumberedEnding && EndsNumbered(name) ? "it ends with a hyphen and digits" : null;
    }

    private static bool EndsNumbered(string name)
    {
        var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return stem.Length < name.Length && stem.EndsWith('-');
    }

    internal static bool Has(NameCharacters set, char c) => (set & Class(c)) != 0;

    private static NameCharacters Class(char c) => c switch
    {
        >= 'a' and <= 'z' => NameCharacters.Lowercase,
        >= 'A' and <= 'Z' => NameCharacters.Uppercase,
        >= '0' and <= '9' => NameCharacters.Digits,
        '-' => NameCharacters.Hyphen,
        '_' => NameCharacters.Underscore,
        '.' => NameCharacters.Period,
        '(' or ')' => NameCharacters.Parentheses,
        _ => NameCharacters.None,
    };

    private static string Words(NameCharacters set)
    {
        var words = new List<string>();
        if (set.HasFlag(NameCharacters.Lowercase | NameCharacters.Uppercase)) words.Add("letters");
        else if (set.HasFlag(NameCharacters.Lowercase)) words.Add("lower-case letters");
        else if (set.HasFlag(NameCharacters.Uppercase)) words.Add("upper-case letters");
        if (set.HasFlag(NameCharacters.Digits)) words.Add("digits");
        if (set.HasFlag(NameCharacters.Hyphen)) words.Add("hyphens");
        if (set.HasFlag(NameCharacters.Underscore)) words.Add("underscores");
        if (set.HasFlag(NameCharacters.Period)) words.Add("periods");
        if (set.HasFlag(NameCharacters.Parentheses)) words.Add("round brackets");
        return words.Count == 1 ? words[0] : string.Join(", ", words[..^1]) + " or " + words[^1];
    }
}
