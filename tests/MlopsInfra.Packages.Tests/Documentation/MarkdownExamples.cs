using System.Text.RegularExpressions;

namespace MlopsInfra.Packages.Tests.Documentation;

/// <summary>
/// The C# examples of a page. The first begins every other; those of the section <c>One by one</c> are one program; each of the
/// rest stands alone.
/// </summary>
internal static partial class MarkdownExamples
{
    private const string OneProgram = "One by one";

    /// <summary>The statements of each program that the page shows, by section and number.</summary>
    /// <param name="markdown">The page.</param>
    public static IReadOnlyDictionary<string, string> Read(string markdown)
    {
        var programs = new Dictionary<string, string>();
        string? setup = null;
        foreach (var section in Heading().Split(markdown))
        {
            var title = section.Split('\n')[0].Trim();
            foreach (var code in Block().Matches(section).Select(match => match.Groups[1].Value))
            {
                if (setup is null)
                {
                    setup = code;
                    continue;
                }

                var key = title == OneProgram
                    ? title : $"{title} {programs.Keys.Count(known => known.StartsWith(title, StringComparison.Ordinal)) + 1}";
                programs[key] = programs.GetValueOrDefault(key, setup) + code;
            }
        }

        return programs;
    }

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
