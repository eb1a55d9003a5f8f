using MlopsInfra.PostDeploy.Links;
using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Selection;

/// <summary>Which files are published: a file with what it refers to, or a folder with what lies in it.</summary>
public sealed class SelectionTests : IDisposable
{
    private const string Environment = "azureml://registries/azureml/environments/sklearn-1.5/labels/latest";

    private readonly TempPipeline _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_published_with_what_it_refers_to_and_nothing_else()
    {
        Pipeline("a.yml", "./parts/step.yml");
        Pipeline("b.yml", "./parts/step.yml");
        _folder.Write("parts/step.yml", Component("step"))
            .Write("data.yml", "$schema: https://azuremlschemas/data.schema.json\n");

        var read = PipelineFolder.Read(_folder.PathOf("b.yml"));

        Assert.Equal("b", read.PipelineName);
        Assert.Empty(read.Contents.Assets);
        Assert.Empty(read.NotPublished);
    }

    [Fact]
    public void The_endpoint_beside_a_file_and_the_deployment_that_names_it_are_taken_along()
    {
        Pipeline("a.yml", "azureml:step@latest");
        Pipeline("b.yml", "azureml:step@latest");
        _folder.Write("parts/step.yml", Component("step"))
            .Write("one.yml", "endpoint_name: e\nname: one\ntype: pipeline\ncomponent: ./a.yml\n")
            .Write("two.yml", "endpoint_name: e\nname: two\ntype: pipeline\ncomponent: ./b.yml\n")
            .Write("endpoint.yml", "name: e\ndescription: Ours.\nauth_mode: aad_token\n");

        var contents = PipelineFolder.Read(_folder.PathOf("b.yml")).Contents;

        Assert.Equal(("b", "two", "Ours."), (contents.Pipeline!.Name, contents.Deployment!.Name, contents.Endpoint!.Description));
    }

    [Fact]
    public void The_endpoint_of_an_online_deployment_is_taken_along_from_beside_it()
    {
        _folder.Write("live.yml", "name: pumps\nauth_mode: key\ntraffic: {blue: 100}\n")
            .Write("other.yml", "name: valves\nauth_mode: key\n")
            .Write("blue.yml", "name: blue\nendpoint_name: pumps\ninstance_type: Standard_DS3_v2\n")
            .Write("green.yml", "name: green\nendpoint_name: pumps\ninstance_type: Standard_DS3_v2\n");

        var contents = PipelineFolder.Read(_folder.PathOf("blue.yml")).Contents;

        Assert.Equal("pumps", Assert.Single(contents.OnlineEndpoints).Name);
        Assert.Equal("blue", Assert.Single(contents.OnlineDeployments).Name);
    }

    [Fact]
    public void Two_files_of_one_deployment_are_a_mistake_and_either_can_be_named()
    {
        _folder.Write("endpoint.yml", "name: pumps\nauth_mode: key\n")
            .Write("blue.yml", "name: blue\nendpoint_name: pumps\ninstance_type: Standard_DS3_v2\n")
            .Write("large.yml", "name: blue\nendpoint_name: pumps\ninstance_type: Standard_DS4_v2\n");

        var thrown = Assert.Throws<PipelineFolderException>(_folder.Read);

        Assert.Equal(
            "large.yml(1,1): 'blue' is described in 'blue.yml', too: name the file that is meant, as in --entry blue.yml",
            thrown.Message);
        Assert.Single(_folder.Read("large.yml").Contents.OnlineDeployments);
    }

    [Fact]
    public void A_name_is_looked_up_in_the_tree_that_is_named_and_the_nearest_file_counts()
    {
        Pipeline("jobs/near/a.yml", "azureml:step@latest");
        Pipeline("jobs/far/b.yml", "azureml:step@latest");
        _folder.Write("assets/step.yml", Component("step")).Write("jobs/near/parts/step.yml", Component("step", "ls near"))
            .Write("broken.yml", "a: [\n").Write("list.yml", "- 1\n").Write("braces.yml", "{name: other}\n");

        Assert.Equal("ls near", Command(_folder.Read("jobs/near/a.yml")));
        Assert.Equal("ls", Command(_folder.Read("jobs/far/b.yml")));
        Assert.Null(PipelineFolder.Read(_folder.PathOf("jobs/far/b.yml")).Contents.Pipeline!.Nodes[0].Component!.Local);
    }

    [Theory]
    [InlineData("name: found\n")]
    [InlineData("\"name\": 'found' # the name\n")]
    [InlineData("# first\n---\n  type: command\n  name:   found\n")]
    [InlineData("{\"name\": \"found\"}\n")]
    [InlineData("base: &base {name: found}\n<<: *base\n")]
    [InlineData("text: |\n  name: other\nname: >-\n  found\n")]
    public void A_name_is_found_however_it_is_written(string text)
    {
        _folder.Write("a.yml", text).Write("b.yml", "inner:\n  name: found\n").Write("c.yml", "name: found-not\n");

        var found = new FolderReader(_folder.Path).Tree.Named("found", _folder.PathOf("pipeline.yml"));

        Assert.Equal([_folder.PathOf("a.yml")], found.Select(file => file.Path));
    }

    [Fact]
    public void A_pipeline_that_another_one_or_a_schedule_runs_is_no_choice()
    {
        Pipeline("part.yml", Environment);
        _folder.Write("nightly.yml",
            $"type: pipeline\nexperiment_name: n\njobs:\n  a: {{command: ls, environment: {Environment}}}\n")
            .Write("whole.yml", "type: pipeline\nname: whole\njobs:\n  a: {type: pipeline, component: ./part.yml}\n")
            .Write("schedule.yml", "name: s\ntrigger: {type: cron, expression: 0 3 * * *}\ncreate_job: ./nightly.yml\n");

        var contents = _folder.Read().Contents;

        Assert.Equal("whole", contents.Pipeline!.Name);
        Assert.Single(contents.Schedules);
    }

    [Fact]
    public void Assets_alone_are_published_without_a_pipeline()
    {
        _folder.Write("e.yml",
            "$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: e.1\nimage: i\n")
            .Write("d.yml", "type: uri_folder\nname: d\npath: https://example.com/d\n");

        Assert.Equal(["d", "e.1"], _folder.Read().Contents.Assets.Select(asset => asset.Name));
        var one = PipelineFolder.Read(_folder.PathOf("e.yml"));
        Assert.Equal(["e.1"], one.Contents.Assets.Select(asset => asset.Name));
        Assert.Null(one.Contents.Pipeline);
    }

    [Fact]
    public void What_lies_in_the_folder_and_is_not_published_is_named()
    {
        using var sample = TempPipeline.OfSample();
        sample.Write("job.yml", "type: command\ncommand: ls\nenvironment: azureml:e:1\ncompute: c\n")
            .Write("cluster.yml", "$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json\nname: c\n")
            .Write("store.yml", "type: azure_blob\nname: s\n")
            .Write("features.yml", "$schema: http://azureml/latest/featureSet.schema.json\nname: s\n")
            .Write("other.yml", "type: pipeline\nexperiment_name: o\njobs: {}\n")
            .Write("broken.yml", "a: [\n")
            .Write("docker-compose.yml", "services: {web: {image: nginx}}\n");

        var left = sample.Read().NotPublished;

        Assert.Equal(
            ["broken.yml: other file", "cluster.yml: compute", "docker-compose.yml: other file", "features.yml: other file",
                "job.yml: command job", "other.yml: pipeline job", "store.yml: datastore"],
            left.Select(file => $"{file.File}: {file.Kind}"));
        Assert.Equal("'featureSet' is a kind that is not published", left[3].Reason);
    }

    [Fact]
    public void A_wrong_file_is_an_error_of_the_folder_and_not_of_a_file_beside_it()
    {
        Pipeline("pipeline.yml", Environment);
        _folder.Write("data.yml", "type: uri_folder\nname: d\n");

        Assert.Equal("data.yml(1,1): a data asset needs 'path'", Assert.Throws<PipelineFolderException>(_folder.Read).Message);
        Assert.Equal("pipeline", PipelineFolder.Read(_folder.PathOf("pipeline.yml")).PipelineName);
    }

    [Fact]
    public void A_compute_is_mapped_wherever_it_is_named_and_one_that_nobody_names_is_warned_of()
    {
        _folder.Write("pipeline.yml", $$"""
            type: pipeline
            settings: {default_compute: azureml:gpu}
            jobs:
              a: {command: ls, environment: {{Environment}}, compute: gpu}
              b: {command: ls, environment: {{Environment}}, compute: cpu}
            """);

        var read = Read("gpu");
        Assert.Equal("cluster", read.Contents.Deployed!.Job!.Settings.DefaultCompute!.Name);
        Assert.Equal(["cluster", "cpu"], read.Contents.Links().OfType<ComputeLink>().Select(link => link.Compute.Name));
        Assert.Equal("nothing names the compute 'tpu', which is mapped to 'cluster'; computes that are named: cpu, gpu",
            Assert.Single(Read("tpu").Warnings).Message);

        PipelineFolder Read(string old) => PipelineFolder.Read(_folder.Path,
            new PipelineFolderOptions { Computes = new Dictionary<string, string> { [old] = "cluster" } });
    }

    private static string Component(string name, string command = "ls") =>
        $"type: command\nname: {name}\nversion: 1\ncommand: {command}\nenvironment: {Environment}\n";

    private void Pipeline(string file, string component)
    {
        var step = component == Environment ? $"command: ls, environment: {Environment}" : $"component: {component}";
        _folder.Write(file, $"type: pipeline\nname: {Path.GetFileNameWithoutExtension(file)}\njobs:\n"
            + $"  a: {{type: command, {step}, compute: cpu}}\n");
    }

    private static string? Command(PipelineFolder read) =>
        (string?)read.Contents.Pipeline!.Nodes[0].Component!.Local!.Properties["componentSpec"]!["command"];
}
