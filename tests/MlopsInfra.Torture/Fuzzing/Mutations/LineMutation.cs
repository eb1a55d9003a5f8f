namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>Changes YAML by its lines: a line and what is indented below it is a subtree.</summary>
internal static class LineMutation
{
    private const int LevelsOfBomb = 9;
    private const int DeepestNesting = 20_000;

    private static readonly string[] Values =
    [
        "&x", "*x", "&x [*x]", "&x {a: *x}", "{? [a] : b}", "{<<: *x}", "[a: b", "!!binary x", "!!float x",
            "!!python/object:os.system x",
        "!<tag:x> y", "|", ">-", "|+2", "\"\\ud800\"", "\"\\0\"", "'", "\"", "[]", "{}", "[1, {a: b}]", "? x", "- - - x", "null",
            "~", "%YAML 1.1",
        "@x", "`x", "${{parent.inputs.x}}", "${{ }}", "${{parent", "!!set {a}", "!!omap [a: 1]", "!!timestamp 2024-13-40",
            "1:30:00", "<<",
    ];

    private static readonly string[] Lines =
    [
        "<<: *x", "<<: [*x, *x]", "&x a: *x", "*x : 1", "? &x {a: *x}", "---", "...", "%TAG ! tag:x,2000:", "\tx: y", "- x",
            "? [a, b]\n: c", "x:", "\0: u",
        "&x a: &x b", "<<: 1", "[", "]", "{", "}", ": x", "!!map", "# x", "\uFEFFx: y", "\u0085x: y", "x: y\rz: w",
    ];

    public static string Of(Random random, string input, string other, IReadOnlyList<string> words)
    {
        List<string> lines = [.. input.Split('\n')];
        var at = random.Next(lines.Count);
        var length = random.Next(3) == 0 ? 1 : Block(lines, at);
        switch (random.Next(12))
        {
            case 0:
                lines.RemoveRange(at, length);
                break;
            case 1:
                lines.InsertRange(at, lines.GetRange(at, length));
                break;
            case 2:
                var moved = lines.GetRange(at, length);
                lines.RemoveRange(at, length);
                lines.InsertRange(random.Next(lines.Count + 1), moved);
                break;
            case 3:
                var shift = random.Next(2) == 0 ? 2 : -2;
                for (var each = at; each < at + length; each++) lines[each] = Shifted(lines[each], shift);
                break;
            case 4 or 5:
                lines[at] = WithValue(lines[at], Values[random.Next(Values.Length)]);
                break;
            case 6:
                lines[at] = WithValue(lines[at], Extremes.Any(random));
                break;
            case 7:
                lines[at] = WithValue(lines[at], words.Count == 0 ? Extremes.Any(random) : words[random.Next(words.Count)]);
                break;
            case 8:
                var wanted = words.Count == 0 || random.Next(2) == 0
                    ? Lines[random.Next(Lines.Length)]
                        : $"{words[random.Next(words.Count)]}: {Values[random.Next(Values.Length)]}";
                lines.Insert(at, new string(' ', Indent(lines[at])) + wanted);
                break;
            case 9:
                lines[at] = WithValue(lines[at], Grown(random));
                break;
            case 10:
                lines[at] = $"{lines[at].TrimEnd()} &x";
                lines.Insert(at + length, new string(' ', Indent(lines[at])) + (random.Next(2) == 0 ? "x: *x" : "- *x"));
                break;
            default:
                List<string> others = [.. other.Split('\n')];
                var from = random.Next(others.Count);
                var change = Indent(lines[at]) - Indent(others[from]);
                lines.InsertRange(at, others.GetRange(from, Block(others, from)).Select(line => Shifted(line, change)));
                break;
        }

        return string.Join('\n', lines);
    }

    // What grows when it is expanded, or is nested without end.
    private static string Grown(Random random)
    {
        if (random.Next(2) == 0)
        {
            var depth = 1 << random.Next(15);
            return random.Next(3) switch
            {
                0 => new string('[', depth) + new string(']', depth),
                1 => string.Concat(Enumerable.Repeat("{a: ", Math.Min(depth, DeepestNesting))) + new string('}', depth),
                _ => string.Concat(Enumerable.Repeat("- ", depth)),
            };
        }

        var wide = 2 + random.Next(8);
        return "[&a0 [x], " + string.Join(", ", Enumerable.Range(1, 1 + random.Next(LevelsOfBomb))
            .Select(level => $"&a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", wide))}]")) + "]";
    }

    private static int Block(List<string> lines, int at)
    {
        var indent = Indent(lines[at]);
        var end = at + 1;
        while (end < lines.Count && lines[end].Length > 0 && Indent(lines[end]) > indent) end++;
        return end - at;
    }

    private static string WithValue(string line, string value)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 && line.TrimEnd().EndsWith(':')) colon = line.TrimEnd().Length - 1;
        if (colon >= 0) return $"{line[..colon]}: {value}";
        return line.TrimStart().StartsWith("- ", StringComparison.Ordinal) ? $"{line[..line.IndexOf('-')]}- {value}"
            : $"{line} {value}";
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    private static string Shifted(string line, int by) =>
        by >= 0 ? new string(' ', Math.Min(by, 40)) + line : line[Math.Min(-by, Indent(line))..];
}
