using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Store;

internal sealed partial class ResourceStore
{
    /// <summary>Opens the store in a folder, which is made if it is missing.</summary>
    /// <param name="folder">The folder; null keeps everything in memory only.</param>
    /// <exception cref="StoreException">It is damaged, locked or can't be written.</exception>
    public static ResourceStore Open(string? folder)
    {
        if (folder is null) return new ResourceStore(null, null);
        try
        {
            PrivateFiles.CreateFolder(folder);
            Narrowing.Narrow(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreNotWritable",
                $"The folder of the local cloud '{folder}' can't be made: {exception.Message.TrimEnd('.')}. Nothing was done. "
                    + "Give the right to write there and room, or keep the local cloud in another folder.", exception);
        }

        var storeLock = StoreLock.Take(folder);
        try
        {
            var journal = new StoreJournal(folder, new SecretBox(folder));
            var store = new ResourceStore(journal, storeLock);
            journal.Load(store.Insert, store.Remove);
            return store;
        }
        catch
        {
            storeLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What is in the store in a folder now, whether another process has it open or not. What is changed of it is kept nowhere,
    /// and nothing in the folder is touched.
    /// </summary>
    /// <param name="folder">The folder; an empty store if there is none.</param>
    /// <exception cref="StoreException">It is damaged or can't be read.</exception>
    public static ResourceStore Look(string folder)
    {
        var store = new ResourceStore(null, null);
        try
        {
            using var journal = new StoreJournal(folder, new SecretBox(folder));
            journal.Load(store.Insert, store.Remove, isLookOnly: true);
            return store;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreNotReadable",
                $"The store of the local cloud in '{folder}' can't be read: {exception.Message}", exception);
        }
    }
}
