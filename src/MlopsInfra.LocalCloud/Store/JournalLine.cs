using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>A line of the journal: a checksum, a space, and a change in JSON.</summary>
internal static class JournalLine
{
    private const int ChecksumLength = 8;

    /// <summary>Writes a change and the line's end.</summary>
    public static void Write(Stream stream, JsonObject change)
    {
        var json = Encoding.UTF8.GetBytes(change.ToJsonString());
        stream.Write(Encoding.ASCII.GetBytes(Checksum(json)));
        stream.WriteByte((byte)' ');
        stream.Write(json);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads the change of a line.</summary>
    /// <exception cref="FormatException">The line is damaged.</exception>
    /// <exception cref="JsonException">What follows the checksum is no change.</exception>
    public static JsonObject Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length < ChecksumLength + 2) throw new FormatException("The line is too short.");
        var json = line[(ChecksumLength + 1)..];
        if (Encoding.ASCII.GetString(line[..ChecksumLength]) != Checksum(json))
            throw new FormatException("The line's checksum does not fit its content.");
        return StoredResourceJson.Parse(json) as JsonObject ?? throw new JsonException("A change is an object.");
    }

    private static string Checksum(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, ChecksumLength / 2));
}
