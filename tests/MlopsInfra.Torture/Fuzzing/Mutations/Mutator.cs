namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>Makes inputs of seeds: a seed, changed once or some times.</summary>
internal static class Mutator
{
    private const int Longest = 128 * 1024;

    /// <summary>Makes an input.</summary>
    /// <param name="random">All chance comes from it.</param>
    /// <param name="seeds">Inputs that are right; at least one.</param>
    /// <param name="words">Words that mean something to the reader.</param>
    /// <param name="form">What inputs look like.</param>
    public static byte[] Next(Random random, IReadOnlyList<byte[]> seeds, IReadOnlyList<string> words, InputForm form)
    {
        var input = seeds[random.Next(seeds.Count)];
        var times = 1;
        while (times < 12 && random.Next(3) > 0) times++;
        for (var time = 0; time < times; time++)
        {
            input = Changed(random, input, seeds[random.Next(seeds.Count)], words, form);
            if (input.Length > Longest) input = input[..Longest];
        }

        return input;
    }

    private static byte[] Changed(Random random, byte[] input, byte[] other, IReadOnlyList<string> words, InputForm form)
    {
        var chance = random.Next(10);
        if (chance == 0) return ByteMutation.Of(random, input, other);
        return form switch
        {
            InputForm.Json when chance < 9 && JsonMutation.Of(random, input, other, words) is { } json => json,
            InputForm.JsonLines when chance < 8 => OneLine(random, input, other, words),
            InputForm.JsonLines or InputForm.Yaml when chance < 8 => InputText.Bytes(
                LineMutation.Of(random, InputText.Of(input), InputText.Of(other), words)),
            _ => InputText.Bytes(TokenMutation.Of(random, InputText.Of(input), InputText.Of(other), words)),
        };
    }

    private static byte[] OneLine(Random random, byte[] input, byte[] other, IReadOnlyList<string> words)
    {
        var lines = InputText.Of(input).Split('\n');
        var others = InputText.Of(other).Split('\n');
        var at = random.Next(lines.Length);
        var changed = random.Next(6) == 0 ? InputText.Bytes(others[random.Next(others.Length)])
            : JsonMutation.Of(random, InputText.Bytes(lines[at]), InputText.Bytes(others[random.Next(others.Length)]), words);
        if (changed is not null) lines[at] = InputText.Of(changed);
        return InputText.Bytes(string.Join('\n', lines));
    }
}
