namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>Changes words, numbers and signs of a text.</summary>
internal static class TokenMutation
{
    private const int DeepestNesting = 20_000;

    private static readonly (string Open, string Close)[] Brackets =
        [("(", ")"), ("[", "]"), ("{", "}"), ("not ", ""), ("not(", ")"), ("-", ""), ("!", ""), ("@{", "}"), ("f(", ")"),
            ("a.", ""), ("'", "'")];

    public static string Of(Random random, string input, string other, IReadOnlyList<string> words)
    {
        var tokens = Split(input);
        if (tokens.Count == 0) return Word(random, words);
        var at = random.Next(tokens.Count);
        var count = Math.Min(tokens.Count - at, 1 + random.Next(random.Next(2) == 0 ? 3 : 20));
        switch (random.Next(11))
        {
            case 0:
                tokens.RemoveRange(at, count);
                break;
            case 1:
                tokens.InsertRange(at, tokens.GetRange(at, count));
                break;
            case 2:
                var second = random.Next(tokens.Count);
                (tokens[at], tokens[second]) = (tokens[second], tokens[at]);
                break;
            case 3 or 4:
                tokens[at] = Word(random, words);
                break;
            case 5:
                tokens.Insert(at, Word(random, words));
                break;
            case 6:
                tokens[at] = Extremes.Any(random);
                break;
            case 7:
                var (open, close) = Brackets[random.Next(Brackets.Length)];
                var depth = random.Next(20) == 0 ? random.Next(DeepestNesting) : 1 + random.Next(8);
                tokens.Insert(at + count, string.Concat(Enumerable.Repeat(close, random.Next(4) == 0 ? 0 : depth)));
                tokens.Insert(at, string.Concat(Enumerable.Repeat(open, depth)));
                break;
            case 8:
                var repeated = string.Concat(tokens.GetRange(at, count));
                var times = Math.Min(random.Next(20) == 0 ? 2_000 : 8, 1 + (60_000 / (repeated.Length + 1)));
                tokens.Insert(at, string.Concat(Enumerable.Repeat(repeated, random.Next(times))));
                break;
            default:
                var others = Split(other);
                if (others.Count == 0) break;
                var from = random.Next(others.Count);
                tokens.RemoveRange(at, count);
                tokens.InsertRange(at, others.GetRange(from, Math.Min(others.Count - from, 1 + random.Next(20))));
                break;
        }

        return string.Concat(tokens);
    }

    /// <summary>A text in pieces: words and numbers, blanks, and each sign by itself.</summary>
    public static List<string> Split(string text)
    {
        var tokens = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var start = at++;
            var kind = Kind(text[start]);
            while (kind > 0 && at < text.Length && Kind(text[at]) == kind) at++;
            tokens.Add(text[start..at]);
        }

        return tokens;
    }

    private static string Word(Random random, IReadOnlyList<string> words) =>
        words.Count == 0 || random.Next(4) == 0 ? Extremes.Any(random) : words[random.Next(words.Count)];

    private static int Kind(char character) =>
        char.IsLetterOrDigit(character) || character == '_' ? 1 : char.IsWhiteSpace(character) ? 2 : 0;
}
