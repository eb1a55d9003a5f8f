namespace MlopsInfra.LocalCloud.Store;

/// <summary>Keeps a second process out of the store's folder for as long as it lives. The system frees it if the process dies.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _stream;

    private StoreLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The store's folder; it exists.</param>
    /// <exception cref="StoreException">Another process has it, or the folder can't be written.</exception>
    public static StoreLock Take(string folder)
    {
        var path = Path.Combine(folder, "lock");
        try
        {
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException("StoreNotWritable", $"The folder of the local cloud '{folder}' can't be written: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new StoreException(
                "StoreLocked",
                $"Another process uses the local cloud in '{folder}' (an `up`, or a `serve` that still runs). Wait for it or end it, then try again. ({exception.Message})",
                exception);
        }
    }

    public void Dispose() => _stream.Dispose();
}
