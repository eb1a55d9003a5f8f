using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Keys;

/// <summary>Reads words of YAML for which REST has others.</summary>
internal static class Words
{
    /// <summary>The word of REST; null if the key is left out or, with an error, holds another word.</summary>
    /// <param name="map">What has the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="words">The words of REST by those of YAML. Case, hyphens and underscores make no difference.</param>
    public static string? Read(YamlMap map, string key, IReadOnlyDictionary<string, string> words)
    {
        if (map.Text(key) is not { } text) return null;
        foreach (var (word, rest) in words)
            if (Plain(word) == Plain(text)) return rest;
        map.Error(map.At(key), $"'{key}' is '{text}'; allowed: {string.Join(", ", words.Keys)}");
        return null;
    }

    private static string Plain(string word) => word.Replace("_", "", StringComparison.Ordinal)
        .Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
