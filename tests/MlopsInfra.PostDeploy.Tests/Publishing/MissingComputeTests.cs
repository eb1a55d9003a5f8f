using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Computes that the files name and the workspace lacks.</summary>
public sealed class MissingComputeTests
{
    [Fact]
    public async Task A_compute_that_does_not_exist_is_a_mistake_in_a_job_and_a_warning_in_a_component()
    {
        await using var azure = await LocalAzure.StartAsync();
        const string steps = "jobs: {a: {command: echo, environment: {image: base/python}, compute: azureml:gpu-cluster}}\n";
        const string message = "pipeline.yml(3,71): the compute 'gpu-cluster' does not exist in the workspace 'mlw-mlops-dev'; "
            + "leave it out to use the environment's training cluster 'cpu-cluster', or map it with "
            + "--compute gpu-cluster=cpu-cluster";
        using var job = new TempPipeline();
        job.Write("pipeline.yml", "type: pipeline\nexperiment_name: e\n" + steps);
        using var component = new TempPipeline();
        component.Write("pipeline.yml", "type: pipeline\nname: part\n" + steps);

        var thrown = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(job));
        var plan = await new Publisher(azure.Connection, azure.Outputs).PlanAsync(component.Read());

        Assert.Equal(message, Assert.Single(thrown.Errors).ToString());
        Assert.Equal(message, Assert.Single(plan.Warnings).ToString());
    }

    [Fact]
    public async Task A_default_compute_that_does_not_exist_is_a_mistake_before_anything_is_registered()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var job = new TempPipeline();
        job.Write("pipeline.yml", "type: pipeline\nsettings: {default_compute: azureml:gpu-cluster}\n"
            + "jobs: {a: {command: echo, environment: {image: base/python}}}\n");

        var thrown = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(job));

        Assert.StartsWith("pipeline.yml(2,29): the compute 'gpu-cluster' does not exist", Assert.Single(thrown.Errors).ToString(),
            StringComparison.Ordinal);
        Assert.Empty(azure.Writes);
    }
}
