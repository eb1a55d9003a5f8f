namespace MlopsInfra.Torture.Fuzzing.Readers;

/// <summary>A folder in memory, where there is one, for readers of files; gone with the process.</summary>
internal static class ScratchFolder
{
    private const string InMemory = "/dev/shm";

    public static string Create()
    {
        var folder = Path.Combine(Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(),
            $"mlops-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        };
        return folder;
    }

    /// <summary>Takes away what workers left that were ended.</summary>
    public static void Sweep(int process)
    {
        foreach (var place in new[] { InMemory, Path.GetTempPath() }.Where(Directory.Exists))
        {
            foreach (var left in Directory.EnumerateDirectories(place, $"mlops-fuzz-{process}-*")) Directory.Delete(left,
                recursive: true);
        }
    }
}
