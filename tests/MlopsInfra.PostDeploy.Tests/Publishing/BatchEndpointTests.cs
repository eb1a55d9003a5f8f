using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Which of the environment's two batch endpoints a folder is published to.</summary>
public sealed class BatchEndpointTests
{
    private const string Training = "ep-mlops-dev";
    private const string Scoring = "ep-score-mlops-dev";

    [Theory]
    [InlineData("ep-pump-training", "ep-pump-training", Training)]
    [InlineData("batch-scoring", "batch-scoring", Scoring)]
    [InlineData(Scoring, Scoring, Scoring)]
    [InlineData(null, "batch-scoring", Scoring)]
    [InlineData("batch-scoring", null, Scoring)]
    [InlineData(null, null, Training)]
    public async Task The_endpoint_that_the_files_name_gets_the_deployment_and_the_other_one_nothing(string? deployment,
        string? endpoint, string expected)
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = Named(deployment, endpoint);

        var result = await azure.PublishAsync(pipeline);

        Assert.Equal(result.Deployment, Default(azure, expected));
        Assert.Null(azure.Find($"batchEndpoints/{(expected == Training ? Scoring : Training)}"));
        Assert.Contains(result.Assets, asset => asset.Kind == PublishKind.Endpoint && asset.Name == expected);
    }

    [Fact]
    public async Task Files_about_two_endpoints_are_a_mistake()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = Named("batch-scoring", "ep-pump-training");

        var error = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(pipeline));

        Assert.Contains("endpoint.yml", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'ep-pump-training' is the batch endpoint '{Training}', and other files are about '{Scoring}'",
            error.Message, StringComparison.Ordinal);
        Assert.Empty(azure.Writes);
    }

    [Fact]
    public async Task An_environment_from_before_there_was_the_endpoint_is_deployed_once_more_first()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = Named("batch-scoring", "batch-scoring");
        var publisher = new Publisher(azure.Connection, azure.Outputs with { BatchScoringEndpointName = null });

        var error = await Assert.ThrowsAsync<PipelineFolderException>(() => publisher.PublishAsync(pipeline.Read()));

        Assert.Contains("the output 'batchScoringEndpointName' is missing", error.Message, StringComparison.Ordinal);
    }

    private static TempPipeline Named(string? deployment, string? endpoint)
    {
        var pipeline = TempPipeline.OfSample();
        pipeline.Edit("deployment.yml", "endpoint_name: ep-pump-training",
            deployment is null ? "" : $"endpoint_name: {deployment}");
        if (endpoint is null) pipeline.Delete("endpoint.yml");
        else pipeline.Edit("endpoint.yml", "name: ep-pump-training", $"name: {endpoint}");
        return pipeline;
    }

    private static string? Default(LocalAzure azure, string endpoint) =>
        (string?)azure.Find($"batchEndpoints/{endpoint}")?["properties"]?["defaults"]?["deploymentName"];
}
