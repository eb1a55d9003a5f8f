using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Replays what an interrupted deployment left behind.</summary>
internal static class JournalReader
{
    /// <summary>
    /// Applies every whole line; a last line without its end was cut off while it was written and does not count.
    /// </summary>
    /// <returns>Whether there is such a file.</returns>
    /// <exception cref="DamagedStateException">A whole line is no change.</exception>
    public static bool Replay(string path, StackState state, SecretManager secrets)
    {
        if (!File.Exists(path)) return false;
        var values = new StateValueReader(secrets, tolerant: false);
        var bytes = JsonFile.ReadBytes(path, StateFileFormat.MaxLength);
        for (var number = 1; bytes.Span.IndexOf((byte)'\n') is >= 0 and var end; number++)
        {
            try
            {
                var change = StrictJson.Read(bytes[..end], line => JournalFormat.Read(line, secrets, values),
                    StateFileFormat.MaxDepth);
                if (change is not null) state.Apply(change);
            }
            catch (JsonException exception)
            {
                throw new DamagedStateException(path, exception, number);
            }

            bytes = bytes[(end + 1)..];
        }

        return true;
    }
}
