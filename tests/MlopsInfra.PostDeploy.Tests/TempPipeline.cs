namespace MlopsInfra.PostDeploy.Tests;

/// <summary>A pipeline folder of its own, gone at the end: a copy of the sample, or files written by a test.</summary>
public sealed class TempPipeline : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlops-pipeline-");

    public string Path => _folder.FullName;

    public static string Repository { get; } = Testing.Repository.Root;

    public static string Sample => System.IO.Path.Combine(Repository, "pipelines", "training");

    public static TempPipeline OfSample()
    {
        var pipeline = new TempPipeline();
        foreach (var file in Directory.EnumerateFiles(Sample, "*", SearchOption.AllDirectories))
        {
            var relative = System.IO.Path.GetRelativePath(Sample, file);
            if (!relative.Contains("__pycache__", StringComparison.Ordinal)) pipeline.Write(relative, File.ReadAllText(file));
        }

        return pipeline;
    }

    public TempPipeline Write(string file, string text)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Replaces a text that has to be there exactly once.</summary>
    public TempPipeline Edit(string file, string old, string now)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Equal(2, text.Split(old).Length);
        return Write(file, text.Replace(old, now, StringComparison.Ordinal));
    }

    public TempPipeline Delete(string file)
    {
        File.Delete(PathOf(file));
        return this;
    }

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public PipelineFolder Read() => PipelineFolder.Read(Path);

    /// <summary>Reads some of the files, with what they refer to.</summary>
    public PipelineFolder Read(params string[] entries) =>
        PipelineFolder.Read(Path, new PipelineFolderOptions { Entries = entries });

    public void Dispose() => _folder.Delete(recursive: true);
}
