namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>Changes bytes, whatever they mean.</summary>
internal static class ByteMutation
{
    public static byte[] Of(Random random, byte[] input, byte[] other)
    {
        if (input.Length == 0) return other;
        var at = random.Next(input.Length);
        var length = Math.Min(input.Length - at, 1 + random.Next(random.Next(2) == 0 ? 4 : 200));
        switch (random.Next(7))
        {
            case 0:
                byte[] flipped = [.. input];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                byte[] replaced = [.. input];
                random.NextBytes(replaced.AsSpan(at, Math.Min(length, 4)));
                return replaced;
            case 2:
                return input[..at];
            case 3:
                return [.. input.AsSpan(0, at), .. input.AsSpan(at + length)];
            case 4:
                return [.. input.AsSpan(0, at + length), .. input.AsSpan(at)];
            case 5:
                return [.. input.AsSpan(0, at), .. other.AsSpan(random.Next(other.Length + 1))];
            default:
                return [.. input.AsSpan(0, at), (byte)random.Next(256), .. input.AsSpan(at)];
        }
    }
}
