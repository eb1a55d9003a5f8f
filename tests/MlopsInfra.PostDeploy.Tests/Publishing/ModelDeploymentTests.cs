namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Deployments of models to the environment's batch endpoint, published to a local cloud.</summary>
public sealed class ModelDeploymentTests
{
    [Fact]
    public async Task A_model_is_deployed_and_made_the_default()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = Folder();

        var result = await azure.PublishAsync(folder);
        azure.Forget();
        var second = await azure.PublishAsync(folder);

        Assert.Matches("^blue-[0-9a-f]{8}$", result.Deployment);
        Assert.Equal(result.Deployment, azure.DefaultDeployment);
        var deployment = azure.Find($"batchEndpoints/ep-mlops-dev/deployments/{result.Deployment}")!["properties"]!;
        Assert.Equal(("AppendRow", "PT5M"),
            ((string?)deployment["outputAction"], (string?)deployment["retrySettings"]!["timeout"]));
        Assert.EndsWith("/computes/cpu-cluster", (string?)deployment["compute"], StringComparison.Ordinal);
        Assert.Empty(azure.Writes);
        Assert.Equal(result.Deployment, second.Deployment);
    }

    [Fact]
    public async Task New_content_is_a_new_deployment_and_the_one_before_is_kept()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = Folder();
        var first = await azure.PublishAsync(folder);
        folder.Write("model/m.txt", "better\n");
        var second = await azure.PublishAsync(folder);
        folder.Write("code/score.py", "def init(): pass\ndef run(batch): return []\n");
        var third = await azure.PublishAsync(folder);

        Assert.Equal((first.Deployment, second.Deployment), (second.PreviousDeployment, third.PreviousDeployment));
        Assert.Equal([first.Deployment!], third.Pruned);
        Assert.Equal(new[] { second.Deployment, third.Deployment }.Order(), azure.Deployments.Order());
        Assert.Equal(third.Deployment, azure.DefaultDeployment);
    }

    [Fact]
    public async Task Of_several_models_the_endpoint_s_file_says_which_is_the_default()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = Folder();
        folder.Write("green.yml", File.ReadAllText(folder.PathOf("deployment.yml")).Replace("blue", "green",
            StringComparison.Ordinal));

        var undecided = await azure.Publisher().PlanAsync(folder.Read());
        var first = await azure.PublishAsync(folder);
        var before = azure.DefaultDeployment;
        folder.Write("endpoint.yml", """
            $schema: https://azuremlschemas.azureedge.net/latest/batchEndpoint.schema.json
            name: any
            defaults: {deployment_name: green}
            """);
        var second = await azure.PublishAsync(folder);

        Assert.Contains("name one as 'defaults.deployment_name'", Assert.Single(undecided.Warnings).Message,
            StringComparison.Ordinal);
        Assert.Equal((null, null), (first.Deployment, before));
        Assert.StartsWith("green-", second.Deployment, StringComparison.Ordinal);
        Assert.Equal(second.Deployment, azure.DefaultDeployment);
        Assert.Equal(2, azure.Deployments.Count);
    }

    [Fact]
    public async Task Beside_a_pipeline_the_pipeline_stays_the_default()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = TempPipeline.OfSample();
        using var model = Folder();
        folder.Write("scoring.yml", File.ReadAllText(model.PathOf("deployment.yml")))
            .Write("model/m.txt", "model\n").Write("code/score.py", "def init(): pass\n")
            .Write("conda.yml", "dependencies: []\n");

        var result = await azure.PublishAsync(folder);

        Assert.StartsWith("train-", result.Deployment, StringComparison.Ordinal);
        Assert.Equal(["blue", "train"], azure.Deployments.Select(name => name.Split('-')[0]).Order());
    }

    [Fact]
    public async Task A_model_alone_takes_the_default_from_the_pipeline_unless_the_endpoint_s_file_keeps_it()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        await azure.PublishAsync(pipeline);
        var before = azure.DefaultDeployment;
        using var folder = Folder();

        var taking = await azure.Publisher().PlanAsync(folder.Read());
        folder.Write("endpoint.yml", $"""
            $schema: https://azuremlschemas.azureedge.net/latest/batchEndpoint.schema.json
            name: any
            defaults: {"{"}deployment_name: {before}{"}"}
            """);
        var keeping = await azure.Publisher().PlanAsync(folder.Read());
        await azure.Publisher().ApplyAsync(keeping);

        Assert.Contains(
            $"and no longer the pipeline 'train_pump_failures': to keep it, say 'defaults: {"{"}deployment_name: {before}{"}"}'",
            Assert.Single(taking.Warnings).Message, StringComparison.Ordinal);
        Assert.Empty(keeping.Warnings);
        Assert.Equal((before, before), (keeping.Deployment, azure.DefaultDeployment));
        Assert.Equal(2, azure.Deployments.Count);
    }

    private static TempPipeline Folder() => new TempPipeline()
        .Write("deployment.yml", """
            $schema: https://azuremlschemas.azureedge.net/latest/modelBatchDeployment.schema.json
            name: blue
            endpoint_name: any
            type: model
            model: {path: ./model}
            code_configuration: {code: ./code, scoring_script: score.py}
            environment:
              image: mcr.microsoft.com/azureml/minimal-ubuntu22.04
              conda_file: conda.yml
            compute: azureml:cpu-cluster
            resources: {instance_count: 2}
            settings:
              mini_batch_size: 10
              output_action: append_row
              output_file_name: rows.csv
              retry_settings: {max_retries: 3, timeout: 300}
            """)
        .Write("conda.yml", "dependencies: [python=3.11]\n")
        .Write("model/m.txt", "model\n")
        .Write("code/score.py", "def init(): pass\ndef run(batch): return batch\n");
}
