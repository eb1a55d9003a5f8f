using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Faults;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Where no image could be built, publishing says so before it registers anything.</summary>
public sealed class ImageBuildTests
{
    [Theory]
    [InlineData("Disabled", "Allow")]
    [InlineData("Enabled", "Deny")]
    public async Task A_closed_registry_without_a_cluster_that_builds_is_named_and_nothing_is_written(string access,
        string action)
    {
        await using var azure = await StartAsync(access, action, cluster: null);
        using var pipeline = TempPipeline.OfSample();

        var thrown = await Assert.ThrowsAsync<PublishException>(() => azure.PublishAsync(pipeline));

        Assert.Equal("ImageBuildComputeNotValid", thrown.Code);
        Assert.StartsWith("register environment pump-training:", thrown.Operation, StringComparison.Ordinal);
        Assert.Contains("the registry 'crmlopsdev' is closed", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(azure.Writes);
    }

    [Theory]
    [InlineData("Disabled", "Deny", "cpu-cluster")]
    [InlineData("Enabled", "Allow", null)]
    public async Task A_cluster_that_builds_or_an_open_registry_is_enough(string access, string action, string? cluster)
    {
        await using var azure = await StartAsync(access, action, cluster);
        using var pipeline = TempPipeline.OfSample();

        Assert.Equal((await azure.PublishAsync(pipeline)).Deployment, azure.DefaultDeployment);
    }

    [Fact]
    public async Task A_finished_image_needs_no_build()
    {
        await using var azure = await StartAsync("Disabled", "Deny", cluster: null);
        using var pipeline = TempPipeline.OfSample();
        pipeline.Edit("environment.yml", "conda_file: conda.yml", "");

        Assert.Equal((await azure.PublishAsync(pipeline)).Deployment, azure.DefaultDeployment);
    }

    [Fact]
    public async Task A_registry_that_the_publisher_may_not_read_is_neither_waited_for_nor_an_error()
    {
        await using var azure = await StartAsync("Disabled", "Deny", cluster: null);
        using var pipeline = TempPipeline.OfSample();
        azure.Server.Options.Faults.Add(Fault.Refuse(
            request => request.Path.Contains("/registries/", StringComparison.Ordinal), 403, "AuthorizationFailed",
            "The client does not have authorization.", times: 1000));

        await azure.PublishAsync(pipeline);

        Assert.DoesNotContain(azure.Events, happened => happened.Stage == PublishStage.Waiting);
        Assert.Single(azure.Server.Requests.Records,
            record => record.Request.Path.Contains("/registries/", StringComparison.Ordinal));
    }

    private static async Task<LocalAzure> StartAsync(string access, string action, string? cluster)
    {
        var azure = await LocalAzure.StartAsync();
        var group = azure.Outputs.WorkspaceId.Split("/providers/")[0];
        var registry = $"{group}/providers/Microsoft.ContainerRegistry/registries/crmlopsdev";
        await azure.PutAsync(registry, new JsonObject
        {
            ["location"] = "westeurope",
            ["sku"] = new JsonObject { ["name"] = "Premium" },
            ["properties"] = new JsonObject { ["publicNetworkAccess"] = access,
                ["networkRuleSet"] = new JsonObject { ["defaultAction"] = action } },
        });
        var properties = new JsonObject
        {
            ["workspaceId"] = "55555555-5555-5555-5555-555555555555",
            ["storageAccount"] = $"{group}/providers/Microsoft.Storage/storageAccounts/stmlopsdev",
            ["containerRegistry"] = registry,
        };
        if (cluster is not null) properties["imageBuildCompute"] = cluster;
        await azure.PutAsync(azure.Outputs.WorkspaceId,
            new JsonObject { ["location"] = "westeurope", ["properties"] = properties });
        return azure;
    }
}
