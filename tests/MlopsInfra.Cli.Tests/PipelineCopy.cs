namespace MlopsInfra.Cli.Tests;

/// <summary>A copy of the repository's pipeline for a test to change, beside what it includes.</summary>
internal sealed class PipelineCopy : IDisposable
{
    private readonly DirectoryInfo _folder = TestFolders.Create("mlops-pipeline-");

    public PipelineCopy()
    {
        var pipelines = System.IO.Path.Combine(Testing.Repository.Root, "pipelines");
        File.Copy(System.IO.Path.Combine(pipelines, "dataset.yml"), System.IO.Path.Combine(_folder.FullName, "dataset.yml"));
        foreach (var name in (string[])["training", "scoring", "common"])
        {
            var source = System.IO.Path.Combine(pipelines, name);
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var copy = System.IO.Path.Combine(_folder.FullName, name, System.IO.Path.GetRelativePath(source, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "training");

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
