using MlopsInfra.Pipelines.Tests.AzureDevOps;
using MlopsInfra.Pipelines.Tests.Commands;
using MlopsInfra.Pipelines.Tests.GitHub;

namespace MlopsInfra.Pipelines.Tests;

/// <summary>A deployment that fails or is cancelled leaves a state that the next one can go on from.</summary>
public sealed class RepairStepTests
{
    [Fact]
    public void On_GitHub_it_follows_the_deployment_where_that_failed_or_was_cancelled()
    {
        var steps = Workflow.Named("environment.yml").Steps.Select(step => step.Step).ToList();
        var deployment = steps.FindIndex(step => step.Text("run") == CommandTable.PulumiUp);

        var repair = steps[deployment + 1];
        Assert.Equal(CommandTable.PulumiRepair, repair.Text("run"));
        Assert.Equal("failure() || cancelled()", repair.Text("if"));
        // It refreshes as the deployment deploys: with the same secrets.
        Assert.Equal(steps[deployment].Map("env").Select(pair => $"{pair.Key}={pair.Value}"),
            repair.Map("env").Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void On_Azure_Pipelines_it_follows_each_deployment_where_that_failed_or_was_cancelled()
    {
        foreach (var job in Pipeline.Named("infrastructure.yml").Steps.GroupBy(step => step.Job)
            .Where(job => job.Key.Text("deployment")?.StartsWith("deploy_", StringComparison.Ordinal) == true))
        {
            var steps = job.Select(step => step.Step).ToList();
            var deployment = steps.FindIndex(step => Pipeline.Command(step) == CommandTable.Defined + CommandTable.PulumiUp);

            var repair = steps[deployment + 1];
            Assert.Equal(CommandTable.Defined + CommandTable.PulumiRepair, Pipeline.Command(repair));
            Assert.Equal("or(failed(), canceled())", repair.Text("condition"));
            Assert.Equal(steps[deployment].Get("inputs")!.Text("azureSubscription"),
                repair.Get("inputs")!.Text("azureSubscription"));
            Assert.Equal(steps[deployment].Map("env").Select(pair => $"{pair.Key}={pair.Value}"),
                repair.Map("env").Select(pair => $"{pair.Key}={pair.Value}"));
        }
    }

    [Fact]
    public void Pulumi_builds_the_program_that_it_deploys()
    {
        // With a built binary in Pulumi.yaml a forgotten build deploys yesterday's program, without a word: docs/ci-cd.md.
        Assert.Equal("dotnet", Yaml.Load("Pulumi.yaml").Text("runtime"));
    }
}
