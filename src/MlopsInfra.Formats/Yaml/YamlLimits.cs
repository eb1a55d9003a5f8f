using System.Globalization;

namespace MlopsInfra.Formats.Yaml;

/// <summary>How large a file of YAML may be. What is larger is data, and was named by mistake, or an attack.</summary>
public static class YamlLimits
{
    /// <summary>How many megabytes it may have. A pipeline of 5,000 steps has a third.</summary>
    public const int Megabytes = 10;

    /// <summary>
    /// How deep lists and mappings may stand in each other. What is read here becomes JSON, which is read to 128 levels.
    /// </summary>
    public const int Depth = 64;

    /// <summary>How many values it may have; those that an alias stands for count each time.</summary>
    public const int Values = 250_000;

    /// <summary>How many mistakes and how many warnings are told of one text.</summary>
    internal const int Findings = 100;

    // A text is parsed again for each key that is written as in {a:[1]}.
    internal const long CharactersParsedAgain = 16_000_000;

    internal static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
