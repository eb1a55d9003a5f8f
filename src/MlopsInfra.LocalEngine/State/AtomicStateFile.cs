namespace MlopsInfra.LocalEngine.State;

/// <summary>Writes a state file as a whole or not at all; the one before is kept as a backup.</summary>
internal static class AtomicStateFile
{
    /// <summary>Where the state before the last change is kept.</summary>
    public static string BackupOf(string path) => $"{path}.bak";

    /// <summary>Writes it.</summary>
    /// <exception cref="DeploymentException">It can't be written; the old file is as it was.</exception>
    public static void Write(string path, LoadedState state, SecretManager secrets)
    {
        var temporary = $"{path}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                StateFileFormat.Write(stream, state, secrets, DateTimeOffset.UtcNow);
                stream.Flush(flushToDisk: true);
            }

            if (File.Exists(path)) File.Replace(temporary, path, BackupOf(path));
            else File.Move(temporary, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new DeploymentException(
                DeploymentErrorCodes.StateUnavailable,
                $"Can't write the state file {path}: {exception.Message}. What was done is in the journal beside it; make room or set permissions, then run again.", path, exception);
        }
    }
}
