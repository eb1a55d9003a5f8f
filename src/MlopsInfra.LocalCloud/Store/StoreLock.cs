using System.Globalization;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>
/// Keeps a second process out of the store's folder for as long as it lives. The system frees it if the process dies; who has it stands in a
/// file beside it.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _holderPath;

    private StoreLock(FileStream stream, string holderPath)
    {
        _stream = stream;
        _holderPath = holderPath;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="folder">The store's folder; it exists.</param>
    /// <exception cref="StoreException">Another process has it, or the folder can't be written.</exception>
    public static StoreLock Take(string folder)
    {
        var path = Path.Combine(folder, "lock");
        var holderPath = Path.Combine(folder, "lock-holder");
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            try
            {
                File.WriteAllText(holderPath, Self());
            }
            catch
            {
                stream.Dispose();
                throw;
            }

            return new StoreLock(stream, holderPath);
        }
        catch (IOException exception) when (IsHeld(path, exception))
        {
            throw new StoreException(
                StoreException.Locked, $"The local cloud in '{folder}' is in use by {Holder(holderPath)}. Wait for its end or end it, then try again.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreNotWritable", $"The folder of the local cloud '{folder}' can't be written: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        // Its folder may be gone, with all that was in it.
        if (File.Exists(_holderPath)) File.Delete(_holderPath);
        _stream.Dispose();
    }

    private static string Self()
    {
        var words = Environment.GetCommandLineArgs();
        var command = string.Join(' ', words.Skip(1).Prepend(Path.GetFileNameWithoutExtension(words[0])));
        return string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({command}), since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC");
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
            return File.ReadAllText(path) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (IOException)
        {
            // It has just been taken, and its holder is about to write its name.
            return "another process";
        }
    }
}
