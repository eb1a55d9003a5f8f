using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalCloud.Store;

/// <summary>A file of JSON that a service keeps beside the store.</summary>
internal static class DataFile
{
    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="StoreException">It holds something else, or can't be read.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonFile.Deserialize<T>(path);
        }
        catch (JsonException exception)
        {
            throw Damaged(JsonFault.At(path, exception), exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("StoreDamaged", $"A file of the local cloud can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>What is thrown for a file that holds JSON, but not what it has to.</summary>
    /// <param name="fault">The file, and what is wrong with it, as a sentence.</param>
    /// <param name="exception">What it came from.</param>
    public static StoreException Damaged(string fault, Exception? exception = null) =>
        new("StoreDamaged", $"A file of the local cloud is damaged. {fault} Put a good copy in its place, or delete it: the "
            + "local cloud goes on without what it held.", exception);
}
