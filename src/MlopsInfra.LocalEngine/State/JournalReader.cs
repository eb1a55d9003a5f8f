using System.Text.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Replays what an interrupted deployment left behind.</summary>
internal static class JournalReader
{
    /// <summary>
    /// Applies every whole line; a last line without its end was cut off while it was written and does not count.
    /// </summary>
    /// <exception cref="DamagedStateException">A whole line is no change.</exception>
    public static void Replay(string path, StackState state, SecretManager secrets)
    {
        if (!File.Exists(path)) return;
        var values = new StateValueReader(secrets, tolerant: false);
        var bytes = ReadAll(path).AsMemory();
        while (bytes.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            try
            {
                using var line = JsonDocument.Parse(bytes[..end], StateFileFormat.ReaderOptions);
                if (JournalFormat.Read(line.RootElement, secrets, values) is { } change) state.Apply(change);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException
                or KeyNotFoundException)
            {
                throw new DamagedStateException(path, exception);
            }

            bytes = bytes[(end + 1)..];
        }
    }

    // A preview may read while an update of another process appends.
    private static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
