using MlopsInfra.Formats.Patterns;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>
/// The patterns of a <c>.dockerignore</c>: the last one that fits a path, or a folder above it, decides. They stand at the root
/// of the context. The pipeline's image step reads them by the same rules.
/// </summary>
internal sealed class IgnoredFiles
{
    private readonly List<(TextPattern Pattern, bool TakesIn)> _rules = [];

    /// <param name="text">Text of the file.</param>
    /// <exception cref="LifecycleException">A pattern in it is none.</exception>
    public IgnoredFiles(string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var takesIn = line[0] == '!';
            var pattern = (takesIn ? line[1..] : line).Trim().Trim('/');
            if (pattern.Length > 0) _rules.Add((Pattern(pattern), takesIn));
        }
    }

    /// <summary>Whether a file is left out.</summary>
    /// <param name="path">Its path in the context.</param>
    public bool Excludes(string path)
    {
        var excluded = false;
        foreach (var (pattern, takesIn) in _rules)
        {
            if (pattern.FitsWithin(path)) excluded = !takesIn;
        }

        return excluded;
    }

    private static TextPattern Pattern(string pattern)
    {
        try
        {
            return TextPattern.OfPath(pattern);
        }
        catch (FormatException exception)
        {
            throw new LifecycleException("InvalidIgnoreFile", $".dockerignore: {exception.Message}. Mend or delete the line.",
                exception);
        }
    }
}
