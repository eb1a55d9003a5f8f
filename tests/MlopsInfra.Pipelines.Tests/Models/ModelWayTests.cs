using MlopsInfra.Pipelines.Tests.AzureDevOps;
using MlopsInfra.Pipelines.Tests.Commands;
using MlopsInfra.Pipelines.Tests.GitHub;

namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>Which stages of model.yml run, on both systems alike, whatever starts it and whatever comes of it.</summary>
public sealed class ModelWayTests
{
    [Fact]
    public Task A_published_pipeline_is_trained_and_its_model_goes_all_the_way() =>
        AssertGoes(new Start(StartedBy.Publishing), ["train", "qa pump-failures:3", "prod pump-failures:3"]);

    [Fact]
    public Task A_model_that_the_gate_refuses_goes_nowhere() =>
        AssertGoes(new Start(StartedBy.Publishing) { Trained = null }, ["train"]);

    [Fact]
    public Task A_training_that_fails_ends_the_way() =>
        AssertGoes(new Start(StartedBy.Publishing) { Fails = "train" }, ["train"]);

    [Fact]
    public Task A_model_that_fails_in_QA_never_gets_to_production() =>
        AssertGoes(new Start(StartedBy.Publishing) { Fails = "qa" }, ["train", "qa pump-failures:3"]);

    [Theory]
    [InlineData("train")]
    [InlineData("qa")]
    [InlineData("prod")]
    public Task A_run_that_is_cancelled_goes_no_further(string start) => AssertGoes(
        new Start(StartedBy.Person) { At = start, Cancelled = true }, start == "train" ? ["train"] : []);

    [Fact]
    public async Task New_data_s_job_that_ended_well_begins_with_QA_and_may_name_the_model()
    {
        await AssertGoes(new Start(StartedBy.NewData) { At = "qa", Model = "pump-failures:9" },
            ["qa pump-failures:9", "prod pump-failures:9"]);
        await AssertGoes(new Start(StartedBy.NewData) { At = "qa" }, ["qa", "prod newest:7"]);
        await AssertGoes(new Start(StartedBy.NewData) { At = "qa", Fails = "qa" }, ["qa"]);
    }

    [Fact]
    public async Task A_person_begins_where_they_like()
    {
        await AssertGoes(new Start(StartedBy.Person), ["train", "qa pump-failures:3", "prod pump-failures:3"]);
        await AssertGoes(new Start(StartedBy.Person) { At = "qa", Model = "pump-failures:2" },
            ["qa pump-failures:2", "prod pump-failures:2"]);
        await AssertGoes(new Start(StartedBy.Person) { At = "prod", Model = "pump-failures:2" }, ["prod pump-failures:2"]);
        await AssertGoes(new Start(StartedBy.Person) { At = "prod" }, ["prod"]);
        await AssertGoes(new Start(StartedBy.Person) { At = "prod", Fails = "prod" }, ["prod"]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task On_GitHub_nothing_follows_a_publishing_that_failed_or_that_is_a_fork_s(bool published, bool fork)
    {
        var start = new Start(StartedBy.Publishing) { Published = published, Fork = fork };
        var steps = new PlayedSteps(start);

        await GitHubRun.PlayAsync(start, steps);

        Assert.Empty(steps.Steps);
    }

    [Fact]
    public void On_Azure_Pipelines_it_follows_the_pipeline_that_publishes_on_main()
    {
        var pipeline = Pipeline.Named("model.yml");
        var followed = Assert.Single(pipeline.Root.Get("resources")!.List("pipelines"));

        Assert.True(File.Exists(Repository.At($"pipelines/azure-devops/{followed.Text("source")}.yml")));
        Assert.Equal(["main"], followed.Get("trigger")!.Get("branches")!.List("include").Select(branch => branch.ToString()));
        Assert.Equal("none", pipeline.Root.Text("trigger"));
    }

    [Fact]
    public void The_stages_on_both_systems_take_the_model_from_the_same_stack()
    {
        var github = Workflow.Named("model.yml").Jobs.Values.Select(job => job.Get("with")!)
            .Select(given => (given.Text("environment"), given.Text("from") ?? ""));
        var azure = Pipeline.Named("model.yml").Jobs.Where(job => job.Text("job") != "verify")
            .Select(job => job.List("variables"))
            .Select(variables => (Value(variables, "MLOPS_STACK"), Value(variables, "MLOPS_FROM") ?? ""));

        Assert.Equal([("dev", ""), ("qa", "dev"), ("prod", "qa")], github);
        Assert.Equal(github, azure);

        static string? Value(IReadOnlyList<YamlDotNet.RepresentationModel.YamlNode> variables, string name) =>
            variables.SingleOrDefault(variable => variable.Text("name") == name)?.Text("value");
    }

    [Fact]
    public void What_was_released_is_verified_without_a_second_approval()
    {
        var verifications = Pipeline.Named("model.yml").Steps
            .Where(step => Pipeline.Command(step.Step) == CommandTable.Defined + CommandTable.ModelVerify);
        var job = Assert.Single(verifications).Job;
        Assert.Null(job.Text("deployment")); // the environment's approval is asked for by deployments

        var steps = Workflow.Named("stage.yml").Jobs["stage"].List("steps").Select(step => step.Text("run")).OfType<string>();
        Assert.Equal([CommandTable.Agent, CommandTable.ModelRun, CommandTable.ModelRelease, CommandTable.ModelVerify], steps);
        Assert.Equal(["prod"], Workflow.Named("model.yml").Jobs
            .Where(stage => stage.Value.Get("with")!.Text("verify") == "true").Select(stage => stage.Key));
    }

    private static async Task AssertGoes(Start start, string[] stages)
    {
        var (github, azure) = (new PlayedSteps(start), new PlayedSteps(start));

        await GitHubRun.PlayAsync(start, github);
        await AzurePipelinesRun.PlayAsync(start, azure);

        // What got into production is verified.
        string[] verified = start.Fails is null && stages is [.., var last] && last.StartsWith("prod", StringComparison.Ordinal)
            ? ["verify"] : [];
        Assert.Equal([.. stages, .. verified], github.Steps);
        Assert.Equal(github.Steps, azure.Steps);
    }
}
