using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>GUIDs and keys that a cloud makes up: the same for the same words, so that runs can be compared.</summary>
internal static class MadeUpIds
{
    /// <summary>A GUID from words (as UUID version 5 does it, with SHA-256 in place of SHA-1).</summary>
    public static string From(params string[] words)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words).ToLowerInvariant()));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }

    /// <summary>Hexadecimal digits from words.</summary>
    public static string Hex(int length, params string[] words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words).ToLowerInvariant())))[..length];

    /// <summary>A key as storage accounts and registries hand them out: 64 bytes in base 64.</summary>
    public static string Key(params string[] words) =>
        Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words).ToLowerInvariant())));
}
