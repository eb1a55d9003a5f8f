using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>A folder that holds no pipeline, or no one pipeline, is told as such.</summary>
public sealed class BadFolderTests
{
    [Fact]
    public void A_folder_or_file_that_is_not_there() =>
        Assert.Equal("there is no file or folder 'no/such/folder'", Message(() => PipelineFolder.Read("no/such/folder")));

    [Fact]
    public void A_folder_with_nothing_to_publish_says_what_is_in_it()
    {
        using var pipeline = new TempPipeline();
        pipeline.Write("notes.yml", "hello: world\n")
            .Write("job.yml", "type: command\ncommand: ls\nenvironment: azureml:e:1\ncompute: c\n");

        Assert.Equal(
            $"there is nothing to publish in '{pipeline.Path}': expected a YAML file with 'type: pipeline', such as "
                + "pipeline.yml, "
            + "or of another kind that is published (job.yml: a job is run, not published; a schedule that names it publishes "
            + "it; "
            + "notes.yml: neither '$schema' nor 'type' nor its keys tell what it describes)",
            Message(pipeline.Read));
    }

    [Fact]
    public void A_folder_without_YAML()
    {
        using var pipeline = new TempPipeline();
        pipeline.Write("src/train.py", "print(1)\n");

        Assert.EndsWith("(it holds no YAML files)", Message(pipeline.Read), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_file_that_is_no_YAML()
    {
        using var pipeline = new TempPipeline();
        pipeline.Write("pipeline.yml", "type: pipeline\njobs:\n\tprepare: {}\n");

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Matches(@"^pipeline\.yml\(\d+,\d+\): not valid YAML: .+", Assert.Single(thrown.Errors).ToString());
    }

    [Fact]
    public void Several_pipelines_of_which_none_is_a_part_of_another()
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Write("retrain.yml", File.ReadAllText(pipeline.PathOf("pipeline.yml"))).Delete("deployment.yml");

        Assert.Equal("retrain.yml(1,1): there are several pipelines here (pipeline.yml, retrain.yml) and one endpoint: name the "
            + "file that is meant, as in --entry pipeline.yml", Message(pipeline.Read));
    }

    [Theory]
    [InlineData("nope.yml", "there is no file 'nope.yml' in ")]
    [InlineData("pipelin.yml", "did you mean 'pipeline.yml'?")]
    [InlineData("src", "the entry 'src' is a folder; expected a file in ")]
    [InlineData("gone.yml", "'gone.yml' is a link to '/no/such/file.yml', which does not exist")]
    [InlineData("conda.yml", "conda.yml(1,1): this file can't be published: neither '$schema' nor 'type' nor its keys tell")]
    [InlineData("empty.yml", "empty.yml(1,1): ")]
    [InlineData("huge.yml",
        "huge.yml(1,1): cannot be read: it has 40 MB; a file of YAML may have 10 MB, and what is larger is data")]
    [InlineData("bomb.yml", "not valid YAML: the aliases stand for more than 250,000 values")]
    public void An_entry_that_names_nothing(string entry, string message)
    {
        using var pipeline = TempPipeline.OfSample();
        var bomb = string.Concat(Enumerable.Range(1, 9).Select(level =>
            $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));
        pipeline.Write("empty.yml", "").Write("huge.yml", "").Write("bomb.yml", $"type: pipeline\na0: &a0 [1, 2]\n{bomb}");
        using (var huge = File.OpenWrite(pipeline.PathOf("huge.yml"))) huge.SetLength(40 * 1024 * 1024);
        File.CreateSymbolicLink(pipeline.PathOf("gone.yml"), "/no/such/file.yml");

        Assert.Contains(message, Message(() => pipeline.Read(entry)), StringComparison.Ordinal);
    }

    private static string Message(Func<PipelineFolder> read) => Assert.Throws<PipelineFolderException>(read).Message;
}
