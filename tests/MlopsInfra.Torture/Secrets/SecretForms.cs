using System.Text;

namespace MlopsInfra.Torture.Secrets;

/// <summary>
/// What is left of a secret in the forms in which it may have been written. Each piece of 12 letters and digits is looked for:
/// it is the same in clear, in a URL, in JSON however it is escaped, in HTML, in YAML and in base64 of both alphabets, so that
/// this finds whatever has the secret or one half of it.
/// </summary>
internal static class SecretForms
{
    /// <summary>
    /// How many forms that covers: clear, base64 at three offsets and url-safe, URL, JSON in three ways, HTML, UTF-16 of both
    /// orders, hex, reversed, and either half alone.
    /// </summary>
    public const int Count = 16;

    /// <summary>What to look for, with the form that it is.</summary>
    /// <param name="secret">The secret.</param>
    public static IEnumerable<(string Form, string Text)> Of(PlantedSecret secret) =>
        ((string[])[secret.First, secret.Last]).SelectMany(piece => Of(piece));

    private static IEnumerable<(string Form, string Text)> Of(string piece)
    {
        var bytes = Encoding.ASCII.GetBytes(piece);
        yield return ("clear, URL, JSON or HTML", piece);
        yield return ("UTF-16 LE", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(piece)));
        yield return ("UTF-16 BE", Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(piece)));
        yield return ("hex", Convert.ToHexStringLower(bytes));
        yield return ("hex", Convert.ToHexString(bytes));
        yield return ("reversed", new string([.. piece.Reverse()]));
        // What stands before the piece shifts it within groups of three; what is not wholly its own is left out.
        yield return ("base64", Convert.ToBase64String(bytes));
        yield return ("base64", Convert.ToBase64String(bytes.AsSpan(2, 9)));
        yield return ("base64", Convert.ToBase64String(bytes.AsSpan(1, 9)));
    }
}
