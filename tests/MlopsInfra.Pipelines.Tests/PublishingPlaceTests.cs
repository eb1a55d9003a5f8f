using MlopsInfra.Components;
using MlopsInfra.Pipelines.Tests.AzureDevOps;
using MlopsInfra.Pipelines.Tests.GitHub;

namespace MlopsInfra.Pipelines.Tests;

/// <summary>
/// What publishes to a private environment runs in its network; what needs Azure Resource Manager only runs on hosted agents.
/// </summary>
public sealed class PublishingPlaceTests
{
    private const string Hosted = "ubuntu-24.04";

    [Theory]
    [InlineData("infrastructure.yml")]
    [InlineData("training.yml")]
    public void On_Azure_Pipelines_each_environment_is_published_to_from_where_it_lets_callers_in(string file)
    {
        foreach (var environment in Names.Environments)
        {
            var job = PublishingPlace.OnAzurePipelines(file, environment);

            Assert.Equal(ClosedEnvironments.Has(environment) ? PipelineNames.AgentPool(environment) : null,
                job.Get("pool")?.Text("name"));
            Assert.Equal(ClosedEnvironments.Has(environment), ClosedEnvironments.HasAgents(environment));
        }
    }

    [Theory]
    [InlineData("deploy.yml")]
    [InlineData("train.yml")]
    public void On_GitHub_the_runner_is_the_one_that_the_stack_names(string file)
    {
        Assert.Equal("${{ inputs.runner }}", Workflow.Named("environment.yml").Jobs["publish"].Text("runs-on"));
        foreach (var environment in Names.Environments)
        {
            var call = Workflow.Named(file).Jobs[environment].Get("with");

            Assert.Equal($"${{{{ vars.{PipelineNames.Runner(environment)} || '{Hosted}' }}}}", call?.Text("runner"));
            Assert.Equal(ClosedEnvironments.Has(environment), ClosedEnvironments.RunnerLabel(environment) is not null);
        }
    }

    [Fact]
    public void What_needs_Resource_Manager_only_runs_on_hosted_agents()
    {
        Assert.Equal(Hosted, Workflow.Named("environment.yml").Jobs["deploy"].Text("runs-on"));
        Assert.All(
            Pipeline.All.SelectMany(pipeline => pipeline.Steps)
                .Where(step => Pipeline.Command(step.Step)?.Contains("pulumi.sh", StringComparison.Ordinal) == true),
            step => Assert.Equal(Hosted, step.Job.Get("pool")?.Text("vmImage")));
    }

    [Fact]
    public void The_rehearsal_stands_where_publishing_stands()
    {
        foreach (var environment in Names.Environments)
        {
            Assert.Equal(PublishingPlace.IsInNetworkOnAzurePipelines(environment),
                PublishingPlace.RehearsalOnAzurePipelines(environment));
            Assert.Equal(PublishingPlace.IsInNetworkOnGitHub(environment), PublishingPlace.RehearsalOnGitHub(environment));
        }
    }
}
