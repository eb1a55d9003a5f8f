namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Keeps a second process away from a stack. The operating system releases it when the process dies, however that
/// happens; who holds it stands in a file beside it.
/// </summary>
internal sealed class StateLock : IDisposable
{
    private readonly FileStream _file;
    private readonly string _holderPath;

    private StateLock(FileStream file, string holderPath)
    {
        _file = file;
        _holderPath = holderPath;
    }

    /// <summary>Takes the lock at once or not at all.</summary>
    /// <exception cref="DeploymentException">Somebody else holds it, or the folder can't be written to.</exception>
    public static StateLock Take(string directory, string stack)
    {
        var path = Path.Combine(directory, $"{stack}.lock");
        var holderPath = Path.Combine(directory, $"{stack}.lock-holder");
        try
        {
            Directory.CreateDirectory(directory);
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            try
            {
                File.WriteAllText(holderPath, $"process {Environment.ProcessId} since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC");
            }
            catch
            {
                file.Dispose();
                throw;
            }

            return new StateLock(file, holderPath);
        }
        catch (IOException exception) when (IsHeld(path, exception))
        {
            throw new DeploymentException(
                DeploymentErrorCodes.StackLocked, $"Stack '{stack}' is being deployed by {Holder(holderPath)}. Wait for it to end, or stop it.", stack, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.StateUnavailable, $"Can't write to the state's folder {directory}: {exception.Message}. Nothing was changed.", directory, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(_holderPath);
        _file.Dispose();
    }

    // .NET throws a plain IOException (no derived type) for a file that somebody else has locked.
    private static bool IsHeld(string path, IOException exception) => exception.GetType() == typeof(IOException) && File.Exists(path) && !CanLock(path);

    private static bool CanLock(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
