namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// The patterns of an <c>.amlignore</c> or <c>.gitignore</c> file, as the Azure ML clients read them: Git's patterns, but each
/// path is looked at alone, and the last pattern that matches it decides. So <c>!</c> takes in a file of a folder that is left
/// out, which it does not in Git; and <c>folder/</c> leaves out what is in the folder, but not the folder's own name.
/// </summary>
internal sealed class IgnoreFile
{
    public static readonly IgnoreFile None = new([]);

    /// <summary>The first one that is there counts.</summary>
    public static readonly IReadOnlyList<string> Names = [".amlignore", ".gitignore"];

    private readonly IReadOnlyList<IgnorePattern> _patterns;
    private readonly bool _takesIn;

    private IgnoreFile(IReadOnlyList<IgnorePattern> patterns)
    {
        _patterns = patterns;
        _takesIn = patterns.Any(pattern => pattern.TakesIn);
    }

    /// <summary>
    /// The file that counts for a folder: <c>.amlignore</c>, else <c>.gitignore</c>, as `az ml` does; none if there is neither.
    /// </summary>
    public static IgnoreFile For(string folder)
    {
        foreach (var name in Names)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) return Read(path);
        }

        return None;
    }

    public static IgnoreFile Read(string path) => Parse(LocalFile.ReadText(path));

    public static IgnoreFile Parse(string text) =>
        new([.. text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None).Select(IgnorePattern.Parse).OfType<IgnorePattern>()]);

    /// <summary>The same with a pattern behind all others.</summary>
    public IgnoreFile With(string pattern) => new([.. _patterns, IgnorePattern.Parse(pattern)!]);

    /// <summary>Whether a path, relative and with <c>/</c>, is left out.</summary>
    public bool Ignores(string path)
    {
        if (_patterns.Count == 0) return false;
        int[] characters = [.. path.EnumerateRunes().Select(rune => rune.Value)];
        for (var i = _patterns.Count - 1; i >= 0; i--)
        {
            if (_patterns[i].Path.IsMatch(characters)) return !_patterns[i].TakesIn;
        }

        return false;
    }

    /// <summary>Whether nothing below a folder can be taken in, so that nobody has to look there.</summary>
    public bool IgnoresAllIn(string folder) => !_takesIn && Ignores(folder + "/");
}
