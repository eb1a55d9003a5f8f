using MlopsInfra.CommandTesting;

namespace MlopsInfra.Torture.Kills;

/// <summary>A folder with a state and a store, for one case.</summary>
internal sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mlops-kills-");

    /// <summary>The store.</summary>
    public string Path => System.IO.Path.Combine(_root.FullName, "store");

    /// <summary>The temporary folder of its commands.</summary>
    public string Temporary => _root.CreateSubdirectory("tmp").FullName;

    /// <summary>The cloud's store.</summary>
    public string Resources => System.IO.Path.Combine(Path, "cloud", "resources.jsonl");

    /// <summary>The journal of a stack's state.</summary>
    public string Journal(string stack) => System.IO.Path.Combine(Path, "stacks", $"{stack}.journal");

    /// <summary>A copy with a folder of its own.</summary>
    public StoreFolder Copy()
    {
        var copy = new StoreFolder();
        if (!Directory.Exists(Path)) return copy;
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>The size of a file; 0 if there is none.</summary>
    public static long SizeOf(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _root.Delete(recursive: true);
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine($"{_root.FullName} stays: {exception.Message}");
        }
    }
}
