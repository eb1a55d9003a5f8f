using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>What a batch endpoint can be given to run, on the local cloud.</summary>
public sealed class DeploymentTargetTests
{
    private const string Flow = """
        type: pipeline
        name: flow
        inputs:
          rate: {type: number}
        jobs:
          only: {component: "azureml://registries/shared/components/report/versions/1"}
        """;

    [Fact]
    public async Task A_pipeline_job_that_runs_a_component_deploys_that_component_with_its_settings()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = new TempPipeline().Write("parts/flow.yml", Flow).Write("job.yml",
            """
            type: pipeline
            experiment_name: pumps
            component: ./parts/flow.yml
            inputs: {rate: 2.5}
            settings: {default_compute: azureml:cpu-cluster, force_rerun: true}
            """);

        var read = pipeline.Read();
        var result = await azure.PublishAsync(pipeline);

        Assert.Equal("job.yml(3,12): the endpoint runs the pipeline of this job, and keeps no more of the job: a run gives the "
            + "inputs rate (the deployment's properties note what the job gives them). A schedule of the job keeps them",
            Assert.Single(read.Warnings).ToString());
        var configuration = Deployment(azure, result)["properties"]!["deploymentConfiguration"]!;
        Assert.Contains("/components/flow/versions/", (string?)configuration["componentId"]!["assetId"],
            StringComparison.Ordinal);
        Assert.Equal("True", (string?)configuration["settings"]!["force_rerun"]);
    }

    [Fact]
    public async Task A_registered_pipeline_is_deployed_as_it_is()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var first = new TempPipeline().Write("flow.yml", Flow);
        await azure.PublishAsync(first);
        using var second = new TempPipeline().Write("deployment.yml",
            """
            type: pipeline
            name: nightly
            component: azureml:flow@latest
            """);

        var result = await azure.PublishAsync(second);

        Assert.StartsWith("nightly-", result.Deployment, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Assets, asset => asset.Kind == PublishKind.Pipeline);
        Assert.Equal("flow", (string?)Deployment(azure, result)["tags"]!["mlops-pipeline"]);
    }

    [Fact]
    public async Task Of_a_job_that_ran_Azure_makes_the_component()
    {
        await using var azure = await LocalAzure.StartAsync();
        await azure.PutAsync($"{azure.Outputs.WorkspaceId}/jobs/last-night",
            new JsonObject { ["properties"] = new JsonObject { ["jobType"] = "Pipeline", ["jobs"] = new JsonObject() } });
        using var pipeline = new TempPipeline().Write("deployment.yml",
            """
            type: pipeline
            name: again
            job_definition: azureml:last-night
            """);

        var result = await azure.PublishAsync(pipeline);

        var made = Assert.Single(result.Assets, asset => asset.Kind == PublishKind.Pipeline);
        var spec = azure.Find($"components/again/versions/{made.Version}")!["properties"]!["componentSpec"]!;
        Assert.Equal("last-night", (string?)spec["sourceJobId"]);
    }

    [Fact]
    public async Task A_job_that_never_ran_is_an_error_before_anything_is_written()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = new TempPipeline().Write("deployment.yml",
            """
            type: pipeline
            job_definition: azureml:nobody
            """);

        var thrown = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(pipeline));

        Assert.Equal("deployment.yml(2,17): 'azureml:nobody' is neither described in this folder nor a job of the workspace "
            + "'mlw-mlops-dev'", thrown.Message);
        Assert.Empty(azure.Writes);
    }

    private static JsonObject Deployment(LocalAzure azure, PublishResult result) =>
        azure.Find($"batchEndpoints/ep-mlops-dev/deployments/{result.Deployment}")!;
}
