using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.Functions;

/// <summary>Functions that make the same of the same texts.</summary>
internal static class HashFunctions
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    // What Azure makes GUIDs of texts in ("String functions for ARM templates", guid).
    private static readonly Guid Space = new("11fb06fb-712d-4ddd-98c7-e71bbd588830");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TemplateFunction> All { get; } =
    [
        new("guid", 1, int.MaxValue, arguments => GuidOf(string.Join('-', arguments.Select(Text))).ToString()),
        new("uniqueString", 1, int.MaxValue, arguments => Unique(string.Join('-', arguments.Select(Text)))),
    ];

    /// <summary>A hash of a text, as a number.</summary>
    public static ulong Number(string text) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // Azure's own hash is not published: its names differ, but are of the same form.
    private static string Unique(string text)
    {
        var number = Number(text);
        return string.Create(13, number, (letters, rest) =>
        {
            for (var at = 0; at < letters.Length; at++, rest >>= 5) letters[at] = Letters[(int)(rest & 31)];
        });
    }

    // A GUID of version 5 (RFC 9562), which is defined with SHA-1.
    private static Guid GuidOf(string text)
    {
#pragma warning disable CA5350
        var hash = SHA1.HashData([.. Space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(text)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
