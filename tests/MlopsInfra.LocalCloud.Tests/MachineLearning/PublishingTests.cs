using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.PublishedPipeline;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>A pipeline that is published to a batch endpoint, over REST.</summary>
public sealed class PublishingTests
{
    private const string Ws = RestCloud.Workspace;

    [Fact]
    public async Task A_pipeline_is_published_to_a_batch_endpoint_and_a_second_run_changes_nothing()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();

        await PublishAsync(rest);
        var endpoint = await rest.PropertiesAsync($"{Ws}/batchEndpoints/ep-train");
        rest.Server.Requests.Clear();
        var writes = rest.Cloud.Statistics.Writes;
        await PublishAsync(rest);

        Assert.Equal("https://ep-train.westeurope.inference.ml.azure.com/jobs", (string?)endpoint["scoringUri"]);
        Assert.Equal("blue", (string?)endpoint["defaults"]!["deploymentName"]);
        Assert.Equal("Succeeded", (string?)endpoint["provisioningState"]);
        Assert.Equal(0, rest.Server.Requests.Changes);
        Assert.Equal(writes, rest.Cloud.Statistics.Writes);
        Assert.True(rest.Server.Requests.Count("PUT") > 0);
    }

    [Theory]
    [InlineData("componentId", "/components/none/versions/1", "ComponentNotFound")]
    [InlineData("default_compute", "gpu-cluster", "ComputeNotFound")]
    [InlineData("default_datastore", "nowhere", "DatastoreNotFound")]
    public async Task A_deployment_that_refers_to_nothing_is_refused(string what, string value, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);
        var settings = what == "componentId" ? new JsonObject() : new JsonObject { [what] = value };
        var component = what == "componentId" ? Ws + value : $"{Ws}/components/train/versions/1";

        var refused = await Refused(() => rest.PutAsync($"{Ws}/batchEndpoints/ep-train/deployments/green",
            Deployment(component, settings), "westeurope"));

        Assert.Equal(code, InnermostCode(refused));
    }

    [Fact]
    public async Task An_operation_that_takes_time_is_polled_and_the_scoring_URI_comes_last()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        rest.Server.Options.InProgressPolls = 2;
        var url = $"{Ws}/batchEndpoints/ep-slow?api-version={RestCloud.Version}";

        var put = await rest.SendAsync(HttpMethod.Put, url,
            new { location = "westeurope", properties = new { authMode = "AADToken" } });
        var busy = await rest.SendAsync(HttpMethod.Put, url,
            new { location = "westeurope", properties = new { authMode = "AADToken", description = "x" } });
        var operation = put.Response.Headers.GetValues("Azure-AsyncOperation").Single();
        var states = new List<string?>();
        for (var poll = 0; poll < 3; poll++)
            states.Add((string?)(await rest.SendAsync(HttpMethod.Get, operation)).Body!["status"]);

        Assert.Equal((201, "Creating", null),
            (put.Status, (string?)put.Body!["properties"]!["provisioningState"], (string?)put.Body["properties"]!["scoringUri"]));
        Assert.Equal((409, "AnotherOperationInProgress"), (busy.Status, (string?)busy.Body!["error"]!["code"]));
        Assert.Contains("/mfeOperationsStatus/bebes:", operation, StringComparison.Ordinal);
        Assert.Equal(["InProgress", "InProgress", "Succeeded"], states);
        Assert.NotNull((string?)(await rest.PropertiesAsync($"{Ws}/batchEndpoints/ep-slow"))["scoringUri"]);
    }

    [Fact]
    public async Task The_default_deployment_stays_until_another_one_is_the_default()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);
        var blue = $"{Ws}/batchEndpoints/ep-train/deployments/blue";

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => rest.Get(blue).DeleteAsync(WaitUntil.Completed));
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train/deployments/green",
            Deployment($"{Ws}/components/train/versions/1", []), "westeurope");
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train",
            new { authMode = "AADToken", defaults = new { deploymentName = "green" } }, "westeurope");
        await rest.Get(blue).DeleteAsync(WaitUntil.Completed);

        Assert.Equal(400, refused.Status);
        Assert.Null(rest.Cloud.Resources.Find(ResourceId.Parse(blue)));
    }
}
