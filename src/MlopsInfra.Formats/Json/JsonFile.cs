using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.Formats.Json;

/// <summary>Reads files of JSON, none without a limit.</summary>
public static class JsonFile
{
    /// <summary>How long a file may be that is not expected to be large, in bytes.</summary>
    public const int MaxLength = 64 << 20;

    /// <summary>Reads the bytes of a file that another process may be writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxLength">How long it may be.</param>
    /// <exception cref="IOException">It can't be read, or is longer.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ReadOnlyMemory<byte> ReadBytes(string path, int maxLength = MaxLength)
    {
        using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!stream.CanSeek) return ReadPipe(stream, path, maxLength);
        // Of a device, which never ends, nothing: it has no length.
        var bytes = new byte[stream.Length <= maxLength ? stream.Length : throw TooLong(path, maxLength)];
        return bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    /// <summary>Reads a file of one value.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The value; null for JSON's null.</returns>
    /// <exception cref="IOException">It can't be read, or is too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="JsonException">It holds no such value.</exception>
    public static JsonNode? Parse(string path) => StrictJson.Parse(ReadBytes(path).Span);

    /// <summary>Reads a file of one value as an object of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="options">How the type is read; null for <see cref="StrictJson.Options"/>.</param>
    /// <exception cref="IOException">It can't be read, or is too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="JsonException">It holds no such object.</exception>
    public static T Deserialize<T>(string path, JsonSerializerOptions? options = null)
        where T : class =>
        StrictJson.Deserialize<T>(ReadBytes(path).Span, options)
            ?? throw new JsonException("It holds null in place of an object.");

    private static ReadOnlyMemory<byte> ReadPipe(FileStream stream, string path, int maxLength)
    {
        var bytes = new byte[1 << 16];
        var filled = 0;
        while (stream.Read(bytes, filled, bytes.Length - filled) is > 0 and var read)
        {
            filled += read;
            if (filled > maxLength) throw TooLong(path, maxLength);
            if (filled == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, maxLength + 1L));
        }

        return bytes.AsMemory(0, filled);
    }

    private static IOException TooLong(string path, int maxLength) =>
        new($"{path} is longer than {maxLength >> 20} MB.");
}
