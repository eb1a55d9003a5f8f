using System.Buffers;
using System.Text;

namespace MlopsInfra.Torture.Fuzzing.Mutations;

/// <summary>
/// Inputs as text. Halves of surrogate pairs are kept in the three bytes that UTF-8 would have for them, so that an input is the
/// same text each time; other bytes that are no UTF-8 become U+FFFD.
/// </summary>
internal static class InputText
{
    private const int BitsOfByte = 6;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            if (bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..])
            {
                text.Append((char)(0xD000 | ((bytes[1] & 0x3F) << BitsOfByte) | (bytes[2] & 0x3F)));
                bytes = bytes[3..];
                continue;
            }

            var isValid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            text.Append(isValid ? rune.ToString() : "\uFFFD");
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (var at = 0; at < text.Length; at++)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
                if (rune.Utf16SequenceLength == 2) at++;
            }
            else
            {
                bytes.Add(0xED);
                bytes.Add((byte)(0x80 | ((text[at] >> BitsOfByte) & 0x3F)));
                bytes.Add((byte)(0x80 | (text[at] & 0x3F)));
            }
        }

        return [.. bytes];
    }
}
