namespace MlopsInfra.LocalEngine.State;

/// <summary>Writes a state file as a whole or not at all; the one before is kept as a backup.</summary>
internal static class AtomicStateFile
{
    /// <summary>Where the state before the last change is kept.</summary>
    public static string BackupOf(string path) => $"{path}.bak";

    /// <summary>Replaces the file at once, and keeps the old one as its backup.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">What it is to hold.</param>
    /// <param name="secrets">Encrypts.</param>
    /// <param name="backup">What the backup is to hold, where the old file has something in clear that is secret by now; null:
    /// the old file is it.</param>
    /// <exception cref="DeploymentException">It can't be written; the old file is as it was.</exception>
    public static void Write(string path, LoadedState state, SecretManager secrets, LoadedState? backup)
    {
        var temporary = $"{path}.tmp";
        try
        {
            if (backup is not null && File.Exists(path))
            {
                WriteWhole(temporary, backup, secrets);
                File.Move(temporary, BackupOf(path), overwrite: true);
            }

            WriteWhole(temporary, state, secrets);
            if (backup is null && File.Exists(path)) File.Replace(temporary, path, BackupOf(path));
            else File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new DeploymentException(
                DeploymentErrorCodes.StateUnavailable,
                $"Can't write the state file {path}: {exception.Message}. What was done is in the journal beside it; make room "
                    + "or set permissions, then run again.", path, exception);
        }
    }

    private static void WriteWhole(string path, LoadedState state, SecretManager secrets)
    {
        using var stream = PrivateFiles.OpenWrite(path, FileMode.Create);
        StateFileFormat.Write(stream, state, secrets, DateTimeOffset.UtcNow);
        stream.Flush(flushToDisk: true);
    }
}
