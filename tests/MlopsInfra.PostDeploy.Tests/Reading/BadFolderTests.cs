using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Reading;

/// <summary>A folder that holds no pipeline, or no one pipeline, is told as such.</summary>
public sealed class BadFolderTests
{
    [Fact]
    public void A_folder_that_is_not_there()
    {
        var thrown = Assert.Throws<PipelineFolderException>(() => PipelineFolder.Read("no/such/folder"));

        Assert.Equal("the pipeline folder 'no/such/folder' does not exist", thrown.Message);
    }

    [Fact]
    public void A_folder_without_a_pipeline()
    {
        using var pipeline = new TempPipeline();
        pipeline.Write("notes.yml", "hello: world\n");

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Equal(
            $"there is no pipeline in '{pipeline.Path}': expected a YAML file with 'type: pipeline', such as pipeline.yml",
            thrown.Message);
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
    public void Several_pipelines_and_no_deployment_that_names_one()
    {
        using var pipeline = TempPipeline.OfSample();
        pipeline.Write("retrain.yml", File.ReadAllText(pipeline.PathOf("pipeline.yml"))).Delete("deployment.yml");

        var thrown = Assert.Throws<PipelineFolderException>(pipeline.Read);

        Assert.Contains("there are several pipelines in", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("(pipeline.yml, retrain.yml): name the one to publish as 'component' of the deployment file",
            thrown.Message, StringComparison.Ordinal);
    }
}
