namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>The state's folder as a process that dies at that moment leaves it.</summary>
internal sealed class CrashImage(TestStack stack) : IDisposable
{
    private readonly string _copy = TestFolders.Create("local-engine-crash-").FullName;

    private string State => Path.GetDirectoryName(stack.StateFile)!;

    /// <summary>The journal in the copy.</summary>
    public string JournalFile => Path.Combine(_copy, Path.GetFileName(stack.JournalFile));

    /// <summary>The process dies now.</summary>
    public void Take() => Copy(State, _copy);

    /// <summary>The folder is again as it was then.</summary>
    public void PutBack()
    {
        Directory.Delete(State, recursive: true);
        Directory.CreateDirectory(State);
        Copy(_copy, State);
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(target);
        }
    }
}
