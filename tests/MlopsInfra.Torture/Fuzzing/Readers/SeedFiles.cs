using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.Torture.Fuzzing.Mutations;

namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>Inputs from the repository's own files.</summary>
internal static partial class SeedFiles
{
    private const int LongestText = 4_000;

    /// <summary>The files of a folder and those below it.</summary>
    public static IEnumerable<byte[]> In(string folder, string pattern) => Paths(folder, pattern).Select(File.ReadAllBytes);

    public static IEnumerable<string> Paths(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The texts in C# files that look like what is asked for.</summary>
    public static IEnumerable<string> Texts(string folder, string pattern, Func<string, bool> isWanted) =>
        Paths(folder, pattern).SelectMany(path => Literal().Matches(File.ReadAllText(path))
                .Select(match => match.Groups["raw"] is { Success: true } raw ? raw.Value : Plain(match.Groups["plain"].Value)))
            .Where(text => text.Length < LongestText && isWanted(text)).Distinct();

    /// <summary>The words of some seeds, each once.</summary>
    public static IReadOnlyList<string> Words(IEnumerable<string> seeds) =>
        [.. seeds.SelectMany(TokenMutation.Split).Where(word => word.Trim().Length > 0).Distinct().Take(2_000)];

    /// <summary>States of some resources each, cut from a larger one.</summary>
    public static IEnumerable<byte[]> States(string path, string list, int most)
    {
        const int Some = 8;
        var whole = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, path)))!;
        var resources = Find(whole, list)!.Select(resource => resource!.ToJsonString()).ToList();
        var times = Math.Min(most, resources.Count / Some);
        for (var part = 0; part < times; part++)
        {
            var copy = whole.DeepClone();
            var owner = Find(copy, list)!;
            owner.Clear();
            foreach (var resource in resources.Skip(part == 0 ? 0 : part * (resources.Count / times)).Take(Some))
                owner.Add(JsonNode.Parse(resource));
            yield return JsonSerializer.SerializeToUtf8Bytes(copy);
        }
    }

    private static JsonArray? Find(JsonNode node, string list) =>
        list.Split('.').Aggregate((JsonNode?)node, (found, name) => found?[name]) as JsonArray;

    private static string Plain(string literal)
    {
        try
        {
            return Regex.Unescape(literal);
        }
        catch (RegexParseException)
        {
            return literal;
        }
    }

    [GeneratedRegex("\"\"\"(?<raw>.*?)\"\"\"|\"(?<plain>(?:[^\"\\\\\\n]|\\\\.)*)\"", RegexOptions.Singleline)]
    private static partial Regex Literal();
}
