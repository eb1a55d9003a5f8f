using System.Diagnostics;

namespace MlopsInfra.Torture.Fuzzing;

/// <summary>Makes an input smaller as long as the fault stays: takes out halves, quarters ... down to single bytes.</summary>
internal static class Minimizer
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>The smallest that was found in a few seconds.</summary>
    /// <param name="input">The input.</param>
    /// <param name="isSame">Whether a smaller one has the same fault.</param>
    public static byte[] Smallest(byte[] input, Func<byte[], bool> isSame)
    {
        var watch = Stopwatch.StartNew();
        for (var size = input.Length / 2; size > 0; size = size == 1 ? 0 : Math.Max(1, size / 2))
        {
            for (var at = 0; at < input.Length && watch.Elapsed < Limit;)
            {
                byte[] smaller = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(input.Length, at + size))];
                if (isSame(smaller)) input = smaller;
                else at += size;
            }
        }

        return input;
    }
}
