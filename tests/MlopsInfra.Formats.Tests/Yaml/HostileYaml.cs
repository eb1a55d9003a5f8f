namespace MlopsInfra.Formats.Tests.Yaml;

/// <summary>Texts that bring readers of YAML down.</summary>
internal static class HostileYaml
{
    /// <summary>Each by its name.</summary>
    public static IReadOnlyDictionary<string, string> Texts { get; } = new Dictionary<string, string>
    {
        ["a list that has itself in it"] = "a: &x [*x]\n",
        ["a mapping that has itself in it"] = "a: &x {b: *x}\n",
        ["a mapping that is its own key"] = "*x : 1\n&x a: 2\n",
        ["a key that holds itself"] = "? &x [*x]\n: 1\n",
        ["a mapping that takes itself over"] = "a: &x {<<: *x}\n",
        ["lists without end"] = new('[', 100_000),
        ["mappings without end"] = string.Concat(Enumerable.Repeat("{a: ", 100_000)),
        ["lists of dashes without end"] = string.Concat(Enumerable.Repeat("- ", 100_000)),
        ["keys of questions without end"] = string.Concat(Enumerable.Repeat("? ", 100_000)),
        ["nine levels of nine aliases"] = Bomb(9, 9),
        ["28 levels of two aliases"] = Bomb(28, 2),
        ["aliases that are merged"] = "a: &a0 {b: c}\n" + string.Concat(Enumerable.Range(1, 28)
            .Select(i => $"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}], k{i}: {{x: *a{i - 1}, y: *a{i - 1}}}}}\n")),
        ["400,000 keys"] = string.Concat(Enumerable.Range(0, 400_000).Select(i => $"k{i}: {i}\n")),
        ["a bracket that is not closed"] = "a: [b\nc: d\n",
        ["NUL as a key"] = "\0: u\n",
        ["NUL as a key, escaped"] = "\"\\0\": u\n",
        ["the word of a merge, escaped"] = "\"\\0merged:5\": u\n",
        ["half of a surrogate pair"] = "a: \"\\ud800\"\n",
        ["keys without a space after the colon"] = "a: [" + string.Concat(Enumerable.Repeat("{b:[1]},", 100_000)) + "]\n",
        ["a list as a key"] = "a: {? [b] : c}\n",
        ["quotes that are not closed"] = "a: \"" + new string('x', 1_000_000),
        ["anchors without end"] = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"- &a{i} x\n")) + "- *b\n",
        ["tags without end"] = "a: " + string.Concat(Enumerable.Repeat("!b ", 100_000)) + "c\n",
        ["directives without end"] = string.Concat(Enumerable.Range(0, 100_000)
            .Select(i => $"%TAG !e{i}! tag:x,2000:\n")) + "[\n",
    };

    /// <summary>Aliases of aliases: a few lines that stand for more than there is memory.</summary>
    public static string Bomb(int levels, int aliases) => "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, levels)
        .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", aliases))}]\n"));
}
