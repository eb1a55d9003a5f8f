using MlopsInfra.Components;
using MlopsInfra.Pipelines.Tests.AzureDevOps;
using MlopsInfra.Pipelines.Tests.GitHub;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests;

/// <summary>Where the definitions publish from, and where their rehearsals stand.</summary>
internal static class PublishingPlace
{
    /// <summary>The job that publishes to an environment.</summary>
    public static YamlNode OnAzurePipelines(string file, string environment) => Pipeline.Named(file).Steps
        .Where(step => step.Job.Text("environment") == environment
            && Pipeline.Command(step.Step)?.Contains(" publish ", StringComparison.Ordinal) == true)
        .Select(step => step.Job).Single();

    public static bool IsInNetworkOnAzurePipelines(string environment) =>
        OnAzurePipelines("infrastructure.yml", environment).Get("pool")?.Text("name") == PipelineNames.AgentPool(environment);

    /// <summary>What the job that rehearses an environment sets for its commands.</summary>
    public static bool RehearsalOnAzurePipelines(string environment) => bool.Parse(
        Pipeline.Named("infrastructure.yml").Jobs.Single(job => job.Text("job") == $"rehearse_{environment}").List("variables")
            .Single(variable => variable.Text("name") == "MLOPS_FROM_NETWORK").Text("value")!);

    /// <summary>Whether the label that the job runs on is that of runners in the environment's network.</summary>
    public static bool IsInNetworkOnGitHub(string environment) =>
        Variable(Workflow.Named("deploy.yml").Jobs[environment].Get("with")?.Text("runner") ?? "", environment) is not null;

    /// <summary>What the job that rehearses an environment sets for its commands.</summary>
    public static bool RehearsalOnGitHub(string environment)
    {
        var job = Workflow.Named("deploy.yml").Jobs["rehearse"];
        Assert.Equal("${{ matrix.runner != '' }}", job.Get("env")?.Text("MLOPS_FROM_NETWORK"));
        var row = job.Get("strategy")!.Get("matrix")!.List("include").Single(row => row.Text("environment") == environment);
        return Variable(row.Text("runner") ?? "", environment) is not null;
    }

    // The value of the repository's variable that an expression reads, as the environment's stack sets it.
    private static string? Variable(string expression, string environment) =>
        expression.Contains($"vars.{PipelineNames.Runner(environment)}", StringComparison.Ordinal)
            ? ClosedEnvironments.RunnerLabel(environment) : null;
}
