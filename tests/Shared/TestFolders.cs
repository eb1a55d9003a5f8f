using System.Collections.Concurrent;

namespace MlopsInfra.Testing;

/// <summary>
/// Folders for tests, in the system's folder for temporary files. A test deletes what it made; what one leaves that failed on its
/// way is deleted when the process ends.
/// </summary>
internal static class TestFolders
{
    private static readonly ConcurrentBag<string> Made = [];

    static TestFolders() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DeleteAll();

    /// <summary>Makes one.</summary>
    /// <param name="name">What it is for; its name begins with it.</param>
    public static DirectoryInfo Create(string name)
    {
        const string Ours = "mlops-";
        var folder = Directory.CreateTempSubdirectory(name.StartsWith(Ours, StringComparison.Ordinal) ? name : Ours + name);
        Made.Add(folder.FullName);
        return folder;
    }

    /// <summary>Makes an empty file in a folder of its own.</summary>
    public static string CreateFile()
    {
        var file = Path.Combine(Create("file-").FullName, "file");
        File.WriteAllText(file, "");
        return file;
    }

    private static void DeleteAll()
    {
        foreach (var folder in Made.Where(Directory.Exists))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // CI lists what is left, and fails.
                Console.Error.WriteLine($"{folder} is left: {exception.Message}");
            }
        }
    }
}
