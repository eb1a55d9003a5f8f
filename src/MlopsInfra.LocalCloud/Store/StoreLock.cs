using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>Keeps a second process out of the store's folder.</summary>
internal static class StoreLock
{
    /// <summary>Takes the lock at once or not at all.</summary>
    /// <param name="folder">The store's folder; it exists.</param>
    /// <exception cref="StoreException">Another process has it, or the folder can't be written.</exception>
    public static ProcessLock Take(string folder)
    {
        try
        {
            return ProcessLock.Take(Path.Combine(folder, "lock"));
        }
        catch (ProcessLockException exception)
        {
            throw new StoreException(
                StoreException.Locked,
                $"The local cloud in '{folder}' is in use by {exception.Holder}. Wait for its end or end it, then try again.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreNotWritable",
                $"The folder of the local cloud '{folder}' can't be written: {exception.Message.TrimEnd('.')}. Nothing was done. "
                    + "Previews need no right to write; for all else give that right and room, or keep the local cloud in "
                    + "another folder.", exception);
        }
    }
}
