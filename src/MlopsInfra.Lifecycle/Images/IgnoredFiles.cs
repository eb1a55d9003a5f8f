using System.Text;
using System.Text.RegularExpressions;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>
/// The patterns of a <c>.dockerignore</c>: the last one that fits a path, or a folder above it, decides. They stand at the root
/// of the context. The pipeline's image step reads them by the same rules.
/// </summary>
internal sealed class IgnoredFiles
{
    private readonly List<(Regex Pattern, bool TakesIn)> _rules = [];

    /// <param name="text">Text of the file.</param>
    public IgnoredFiles(string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var takesIn = line[0] == '!';
            var pattern = (takesIn ? line[1..] : line).Trim().Trim('/');
            if (pattern.Length > 0) _rules.Add((new Regex(Expression(pattern), RegexOptions.CultureInvariant), takesIn));
        }
    }

    /// <summary>Whether a file is left out.</summary>
    /// <param name="path">Its path in the context.</param>
    public bool Excludes(string path)
    {
        var excluded = false;
        foreach (var (pattern, takesIn) in _rules)
        {
            if (Above(path).Any(pattern.IsMatch)) excluded = !takesIn;
        }

        return excluded;
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1)) yield return path[..end];
    }

    // ** is any number of folders; * and ? do not go over a slash.
    private static string Expression(string pattern)
    {
        var expression = new StringBuilder(@"\A");
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern.AsSpan(at).StartsWith("**/"))
            {
                expression.Append("(?:.*/)?");
                at += 2;
            }
            else if (pattern.AsSpan(at).StartsWith("**"))
            {
                expression.Append(".*");
                at++;
            }
            else if (pattern[at] == '[' && pattern.IndexOf(']', at + 1) is > 0 and var end)
            {
                expression.Append(pattern, at, end + 1 - at);
                at = end;
            }
            else
            {
                expression.Append(pattern[at] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    var letter => Regex.Escape(letter.ToString()),
                });
            }
        }

        return expression.Append(@"\z").ToString();
    }
}
