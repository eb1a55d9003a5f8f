using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Tests.Cases;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>AutoML steps are sent as Microsoft's client sends them, whatever they learn.</summary>
public sealed class AutoMlStepTests
{
    private static string Folder => Path.Combine(TempPipeline.Repository, "tests", "AutoMlSteps");

    [Fact]
    public async Task A_step_of_each_task_is_what_the_client_makes_of_it()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = new TempPipeline();
        pipeline.Write("pipeline.yml", await File.ReadAllTextAsync(Path.Combine(Folder, "pipeline.yml")));

        var result = await azure.PublishAsync(pipeline);

        var published = result.Assets.Single(asset => asset.Kind == PublishKind.Pipeline);
        var sent = azure.Find($"components/{published.Name}/versions/{published.Version}")!;
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "steps.json")));
        Assert.DoesNotContain(pipeline.Read().Warnings,
            warning => warning.Message.Contains("unknown key", StringComparison.Ordinal));
        Assert.Empty(Difference.Between("jobs", expected, sent["properties"]!["componentSpec"]!["jobs"]));
    }

    [Theory]
    [InlineData("classification", "accuracy")]
    [InlineData("regression", "normalized_root_mean_squared_error")]
    public void A_step_without_a_metric_goes_by_the_clients_default(string task, string metric)
    {
        using var pipeline = new TempPipeline();
        pipeline.Write("pipeline.yml", $$"""
            type: pipeline
            name: learning
            jobs:
              fit: {type: automl, task: {{task}}, target_column_name: y, training_data: {type: mltable, path: azureml:rows:1} }
            """);

        Assert.Equal(metric, (string?)pipeline.Read().Contents.Pipeline!.Nodes.Single().Content["primary_metric"]);
    }
}
