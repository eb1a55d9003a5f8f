using System.Globalization;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// A file that one process at a time can hold. The operating system releases it when the process dies, however that happens; who
/// holds it stands in a file beside it.
/// </summary>
public sealed class ProcessLock : IDisposable
{
    private const string Nobody = "another process";

    private readonly FileStream _file;
    private readonly string _holderPath;

    private ProcessLock(FileStream file, string holderPath)
    {
        _file = file;
        _holderPath = holderPath;
    }

    /// <summary>Takes the lock at once or not at all.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <exception cref="ProcessLockException">Another process holds it.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written by this user.</exception>
    public static ProcessLock Take(string path)
    {
        var holderPath = $"{path}-holder";
        try
        {
            var file = PrivateFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            try
            {
                PrivateFiles.Write(holderPath, Self());
            }
            catch
            {
                file.Dispose();
                throw;
            }

            return new ProcessLock(file, holderPath);
        }
        catch (IOException exception) when (IsHeld(path, exception))
        {
            throw new ProcessLockException(Holder(holderPath), exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Its folder may be gone, with all that was in it.
        if (File.Exists(_holderPath)) File.Delete(_holderPath);
        _file.Dispose();
    }

    private static string Self()
    {
        var words = Environment.GetCommandLineArgs();
        var command = string.Join(' ', words.Skip(1).Prepend(Path.GetFileNameWithoutExtension(words[0])));
        return string.Create(CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} ({command}), since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC");
    }

    // .NET throws a plain IOException (no derived type) for a file that somebody else has locked.
    private static bool IsHeld(string path, IOException exception) =>
        exception.GetType() == typeof(IOException) && File.Exists(path) && !CanLock(path);

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
            return File.ReadAllText(path) is { Length: > 0 } holder ? holder : Nobody;
        }
        catch (IOException)
        {
            // The lock has just been taken, and its holder is about to write its name.
            return Nobody;
        }
    }
}
