namespace MlopsInfra.Packages.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its path, without symbolic links in it: MSBuild and git compare paths as text.</summary>
    public string Path { get; } = TestFolders.Create("mlops-packages-").FullName;

    /// <summary>A path below it; nothing is created.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>The text of a file below it.</summary>
    public string Read(string name) => File.ReadAllText(At(name));

    /// <summary>Writes a file below it.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
