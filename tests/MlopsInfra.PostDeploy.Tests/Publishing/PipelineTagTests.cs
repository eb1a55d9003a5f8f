namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Tags that a pipeline gets when it is registered, as the commit: they are no part of its content.</summary>
public sealed class PipelineTagTests
{
    [Fact]
    public async Task A_new_version_has_them_and_one_that_is_there_keeps_its_own()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        var first = await PublishAsync(azure, pipeline, "93a380f");
        var version = first.Assets.Single(asset => asset.Kind == PublishKind.Pipeline).Version!;
        Assert.Equal("93a380f", TagOf(azure, version));

        azure.Forget();
        var second = await PublishAsync(azure, pipeline, "c0ffee1");
        Assert.All(second.Assets, asset => Assert.Equal(PublishOperation.Same, asset.Op));
        Assert.Empty(azure.Writes);
        Assert.Equal("93a380f", TagOf(azure, version));
    }

    [Fact]
    public async Task Without_any_a_pipeline_has_the_same_version()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var pipeline = TempPipeline.OfSample();
        var plain = await azure.PublishAsync(pipeline);
        await using var other = await LocalAzure.StartAsync();
        var tagged = await PublishAsync(other, pipeline, "93a380f");
        Assert.Equal(plain.Assets.Select(asset => asset.Version), tagged.Assets.Select(asset => asset.Version));
        Assert.Null(TagOf(azure, plain.Assets.Single(asset => asset.Kind == PublishKind.Pipeline).Version!));
    }

    private static async Task<PublishResult> PublishAsync(LocalAzure azure, TempPipeline pipeline, string commit) =>
        await new Publisher(azure.Connection, azure.Outputs)
        {
            PipelineTags = new Dictionary<string, string> { ["mlops.commit"] = commit },
        }.PublishAsync(pipeline.Read(), TestContext.Current.CancellationToken);

    private static string? TagOf(LocalAzure azure, string version) =>
        (string?)azure.Find($"components/train_pump_failures/versions/{version}")?["properties"]?["tags"]?["mlops.commit"];
}
