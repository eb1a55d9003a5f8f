using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What a header can hold: printable ASCII (RFC 9110, section 5.5), as Azure takes it.</summary>
internal static class HeaderText
{
    private const string Printable = "!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~";

    private static readonly SearchValues<char> Url = SearchValues.Create(Printable);
    private static readonly SearchValues<char> Value = SearchValues.Create(Printable + " \t\"<>\\^`{|}");

    /// <summary>Whether a text can be sent in a header.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValid(string text) => !text.AsSpan().ContainsAnyExcept(Value);

    /// <summary>A text with a question mark in place of what no header can hold.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) =>
        IsValid(text) ? text : string.Create(text.Length, text, (span, from) =>
        {
            for (var index = 0; index < span.Length; index++) span[index] = Value.Contains(from[index]) ? from[index] : '?';
        });

    /// <summary>An address with what no address can hold in its escaped form.</summary>
    /// <param name="address">The address, of which what is escaped stays as it is.</param>
    public static string OfUrl(string address)
    {
        if (!address.AsSpan().ContainsAnyExcept(Url)) return address;
        var text = new StringBuilder(address.Length + 16);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in address.EnumerateRunes())
        {
            if (rune.IsAscii && Url.Contains((char)rune.Value))
            {
                text.Append((char)rune.Value);
                continue;
            }

            foreach (var part in bytes[..rune.EncodeToUtf8(bytes)]) text.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
        }

        return text.ToString();
    }
}
