using System.Buffers.Binary;
using System.Text;

namespace MlopsInfra.LocalCloud.Services.Kubernetes;

/// <summary>Public keys of SSH, as <c>authorized_keys</c> has them (RFC 4253, section 6.6): type, base64, comment.</summary>
internal static class PublicKeys
{
    /// <summary>
    /// Whether a text is one that is whole: the parts that it says it has fill it to its end, and the first of them is its type.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool IsWhole(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2) return false;
        var bytes = new byte[words[1].Length];
        if (!Convert.TryFromBase64String(words[1], bytes, out var length)) return false;
        var rest = bytes.AsSpan(0, length);
        var parts = 0;
        while (rest.Length >= sizeof(int))
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (size > rest.Length - sizeof(int)) return false;
            if (parts++ == 0 && Encoding.ASCII.GetString(rest.Slice(sizeof(int), (int)size)) != words[0]) return false;
            rest = rest[(sizeof(int) + (int)size)..];
        }

        return rest.IsEmpty && parts >= 2;
    }
}
