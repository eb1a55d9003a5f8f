namespace MlopsInfra.Torture.Requests;

/// <summary>A copy of a store, which is gone when it is no more needed.</summary>
internal sealed class StoreCopy : IDisposable
{
    /// <summary>Makes a copy.</summary>
    /// <param name="store">The store.</param>
    public StoreCopy(string store)
    {
        foreach (var folder in Directory.EnumerateDirectories(store, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(Folder, Path.GetRelativePath(store, folder)));
        foreach (var file in Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(Folder, Path.GetRelativePath(store, file)));
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mlops-torture-rest-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
