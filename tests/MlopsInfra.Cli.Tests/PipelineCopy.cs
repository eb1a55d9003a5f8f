namespace MlopsInfra.Cli.Tests;

/// <summary>A copy of the repository's pipeline for a test to change.</summary>
internal sealed class PipelineCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlops-pipeline-");

    public PipelineCopy()
    {
        var sample = System.IO.Path.Combine(Testing.Repository.Root, "pipelines", "training");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path => _folder.FullName;

    /// <summary>Adds a file.</summary>
    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    /// <summary>Replaces a text that has to be there exactly once.</summary>
    public void Edit(string file, string old, string now)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        Assert.Equal(2, text.Split(old).Length);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
