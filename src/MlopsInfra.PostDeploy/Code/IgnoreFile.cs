using System.Text;
using System.Text.RegularExpressions;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// The patterns of an <c>.amlignore</c> or <c>.gitignore</c> file, by Git's rules (gitignore documentation): the last pattern
/// that matches decides, <c>!</c> takes a path in again unless a folder above it is left out, a slash inside a pattern anchors
/// it.
/// </summary>
internal sealed class IgnoreFile
{
    public static readonly IgnoreFile None = new([]);

    /// <summary>The first one that is there counts.</summary>
    private static readonly string[] Names = [".amlignore", ".gitignore"];

    private readonly List<Rule> _rules;

    private IgnoreFile(List<Rule> rules) => _rules = rules;

    /// <summary>
    /// The file that counts for a folder: <c>.amlignore</c>, else <c>.gitignore</c>, as `az ml` does; none if there is neither.
    /// </summary>
    public static IgnoreFile For(string folder)
    {
        foreach (var name in Names)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) return Parse(File.ReadAllText(path));
        }

        return None;
    }

    public static IgnoreFile Parse(string text)
    {
        List<Rule> rules = [];
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.EndsWith("\\ ", StringComparison.Ordinal) ? raw : raw.TrimEnd();
            if (line.Length == 0 || line[0] == '#') continue;
            var takesIn = line[0] == '!';
            if (takesIn) line = line[1..];
            if (line.StartsWith('\\')) line = line[1..];
            var foldersOnly = line.EndsWith('/');
            line = line.TrimEnd('/');
            if (line.Length > 0) rules.Add(new Rule(ToRegex(line), takesIn, foldersOnly));
        }

        return new IgnoreFile(rules);
    }

    /// <summary>Whether a path, relative and with <c>/</c>, is left out.</summary>
    public bool Ignores(string path, bool isFolder)
    {
        var ignored = false;
        foreach (var rule in _rules)
        {
            if ((!rule.FoldersOnly || isFolder) && rule.Pattern.IsMatch(path)) ignored = !rule.TakesIn;
        }

        return ignored;
    }

    private static Regex ToRegex(string pattern)
    {
        var anchored = pattern.Contains('/');
        pattern = pattern.TrimStart('/');
        var regex = new StringBuilder(anchored ? "^" : "^(?:.*/)?");
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest is "/**")
            {
                regex.Append("/.+");
                i += 2;
            }
            else if (pattern[i] == '*')
            {
                regex.Append("[^/]*");
            }
            else if (pattern[i] == '?')
            {
                regex.Append("[^/]");
            }
            else if (pattern[i] == '[' && pattern.IndexOf(']', i + 2) is > 0 and var end)
            {
                var set = pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal);
                regex.Append('[').Append(set[0] == '!' ? "^" + set[1..] : set).Append(']');
                i = end;
            }
            else
            {
                if (pattern[i] == '\\' && i + 1 < pattern.Length) i++;
                regex.Append(Regex.Escape(pattern[i].ToString()));
            }
        }

        return new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant);
    }

    private sealed record Rule(Regex Pattern, bool TakesIn, bool FoldersOnly);
}
