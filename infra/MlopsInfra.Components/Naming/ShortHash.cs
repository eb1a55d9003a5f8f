using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.Components;

/// <summary>A short, stable hash for names that have to be unique world-wide.</summary>
public static class ShortHash
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Length of the hash in characters; five bits each.</summary>
    public const int Length = 6;

    /// <summary>
    /// The hash of the parts, in lower-case letters and digits. The same parts give the same hash on every machine.
    /// </summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        // The separator keeps ("ab", "c") and ("a", "bc") apart.
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.ToArray())));
        return string.Create(Length, bytes, (text, hash) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Alphabet[hash[i] & 31];
        });
    }
}
