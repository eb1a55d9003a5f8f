using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Selection;

/// <summary>What is found in a folder of which no file is named.</summary>
public sealed class WholeFolderTests : IDisposable
{
    private const string Inner =
        "type: pipeline\nname: inner\njobs: {a: {command: ls, environment: {image: base/python}, compute: cpu}}\n";

    private readonly TempPipeline _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipeline_that_is_a_step_of_a_step_is_no_second_one_wherever_the_files_lie()
    {
        const string pipeline = "type: pipeline\njobs: {a: {component: ";
        _folder.Write("a.yml", $"name: a\n{pipeline}./parts/middle.yml}}}}\n")
            .Write("parts/middle.yml", $"name: middle\n{pipeline}../inner.yml}}}}\n");
        _folder.Write("inner.yml", Inner);

        Assert.Equal("a", _folder.Read().PipelineName);
    }

    [Fact]
    public void Two_schedules_of_one_name_are_a_mistake()
    {
        _folder.Write("a.yml", Inner);
        const string schedule = "name: nightly\ntrigger: {type: Cron, expression: '0 2 * * *'}\ncreate_job: ./a.yml\n";
        _folder.Write("one.yml", schedule).Write("two.yml", schedule);

        var thrown = Assert.Throws<PipelineFolderException>(() => _folder.Read());

        Assert.Contains("the schedule 'nightly' is described in 'one.yml' already", Assert.Single(thrown.Errors).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_type_of_a_job_is_told_with_the_one_that_was_meant()
    {
        _folder.Write("a.yml", "$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json\ntype: pipelin\n");

        foreach (var path in new[] { _folder.Path, _folder.PathOf("a.yml") })
        {
            var thrown = Assert.Throws<PipelineFolderException>(() => PipelineFolder.Read(path));
            Assert.Contains("its type 'pipelin' is unknown; did you mean 'pipeline'?", thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_name_of_a_pipeline_leaves_room_for_that_of_a_step()
    {
        _folder.Write("a.yml", Inner.Replace("inner", new string('n', 300), StringComparison.Ordinal));

        var pipeline = _folder.Read().Contents.Pipeline!;

        Assert.Equal(255, pipeline.Name.Length);
        Assert.Equal($"{new string('n', 253)}_a", pipeline.Nodes[0].Component!.Local!.Name);
    }

    [Fact]
    public void Files_that_lie_below_the_folder_are_proposed_pipelines_first()
    {
        _folder.Write("data/d.yml", "$schema: https://azuremlschemas/data.schema.json\nname: d\npath: https://h/p\n")
            .Write("pipelines/inner.yml", Inner);

        var thrown = Assert.Throws<PipelineFolderException>(() => _folder.Read());

        Assert.EndsWith("(it holds no YAML files; those below it can be named, as in --entry pipelines/inner.yml)",
            thrown.Message,
            StringComparison.Ordinal);
    }
}
