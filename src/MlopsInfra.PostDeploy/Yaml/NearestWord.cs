namespace MlopsInfra.PostDeploy.Yaml;

/// <summary>Finds the word that a misspelt one was probably meant to be.</summary>
internal static class NearestWord
{
    /// <summary>The nearest of some words; null if none is near enough to be proposed.</summary>
    /// <param name="word">The word as it was written.</param>
    /// <param name="allowed">What it may have been meant to be.</param>
    public static string? Of(string word, IEnumerable<string> allowed)
    {
        // One edit in three letters: more than that is another word.
        var limit = Math.Max(1, word.Length / 3);
        return allowed.Select(candidate => (Word: candidate, Distance: Distance(Plain(word), Plain(candidate))))
            .Where(candidate => candidate.Distance <= limit && candidate.Distance < candidate.Word.Length)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();
    }

    // Keys of other tools and of the service itself are written in other cases: defaultCompute, default-compute.
    private static string Plain(string word) =>
        word.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>
    /// Damerau and Levenshtein's distance: how many letters have to be added, left out, replaced or swapped with their neighbour.
    /// </summary>
    private static int Distance(string from, string to)
    {
        var distances = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) distances[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) distances[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(replaced, 1 + Math.Min(distances[i - 1, j], distances[i, j - 1]));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }

        return distances[from.Length, to.Length];
    }
}
