using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>
/// What a plugin and the host of its store say to each other: one line of JSON each, then the connection stays open as long as
/// both live.
/// </summary>
internal static class HostMessages
{
    /// <summary>Writes a message.</summary>
    public static async Task WriteAsync<T>(Stream stream, T message, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message), (byte)'\n'];
        await stream.WriteAsync(line, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Reads a message; null if the other side hung up or says something else.</summary>
    public static async Task<T?> ReadAsync<T>(TextReader reader, CancellationToken cancellationToken)
        where T : class
    {
        var line = await reader.ReadLineAsync(cancellationToken);
        try
        {
            return line is null ? null : StrictJson.Deserialize<T>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
