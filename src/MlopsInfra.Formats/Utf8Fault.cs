using System.Buffers;
using System.Text;

namespace MlopsInfra.Formats;

/// <summary>Bytes that are no UTF-8.</summary>
internal static class Utf8Fault
{
    /// <summary>Where the first of them is, in a text that is known to have one.</summary>
    /// <param name="utf8">The text.</param>
    public static int In(ReadOnlySpan<byte> utf8)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == OperationStatus.Done) at += length;
        return at;
    }
}
