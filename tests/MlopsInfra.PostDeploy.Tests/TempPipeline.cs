namespace MlopsInfra.PostDeploy.Tests;

/// <summary>A pipeline folder of its own, gone at the end: a copy of the sample, or files written by a test.</summary>
public sealed class TempPipeline : IDisposable
{
    private readonly DirectoryInfo _parent = TestFolders.Create("mlops-pipeline-");

    public TempPipeline() => Directory.CreateDirectory(Path);

    /// <summary>The folder. Beside it lies what the sample includes from beside its own.</summary>
    public string Path => System.IO.Path.Combine(_parent.FullName, "pipeline");

    public static string Repository { get; } = Testing.Repository.Root;

    public static string Sample => System.IO.Path.Combine(Repository, "pipelines", "training");

    /// <summary>The scoring service, of which the sample's image step builds an image.</summary>
    public static string Scoring => System.IO.Path.Combine(Repository, "pipelines", "scoring");

    /// <summary>What the steps of all pipelines share.</summary>
    public static string Common => System.IO.Path.Combine(Repository, "pipelines", "common");

    /// <summary>What the data looks like.</summary>
    public static string Dataset => System.IO.Path.Combine(Repository, "pipelines", "dataset.yml");

    public static TempPipeline OfSample()
    {
        var pipeline = new TempPipeline();
        pipeline.Copy(Sample, "");
        pipeline.Copy(Scoring, "../scoring");
        pipeline.Copy(Common, "../common");
        return pipeline.Write("../dataset.yml", File.ReadAllText(Dataset));
    }

    /// <summary>The sample with one code folder: the image step has one of its own, with what lies beside the sample.</summary>
    public static TempPipeline OfSampleWithoutImage() => OfSample().Edit("pipeline.yml", """

              image:
                type: command
                component: ./components/image.yml
                inputs:
                  registered: ${{parent.jobs.register.outputs.registered}}

            """.ReplaceLineEndings("\n"), "").Delete("components/image.yml");

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

    public void Dispose() => _parent.Delete(recursive: true);

    private void Copy(string folder, string target)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (file.Contains("__pycache__", StringComparison.Ordinal)) continue;
            Write(System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(folder, file)), File.ReadAllText(file));
        }
    }
}
