using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

public sealed class InvokeTests
{
    private const string Scoring = "https://ep-train.westeurope.inference.ml.azure.com/jobs";
    private static readonly string[] Steps = ["Preparing", "Running", "Completed", "Completed"];

    [Fact]
    public async Task A_published_pipeline_runs_with_the_inputs_it_is_given()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishedPipeline.PublishAsync(rest);

        var answer = await InvokeAsync(rest,
            """{"properties":{"InputData":{"data":{"JobInputType":"UriFolder","Uri":"azureml://datastores/workspaceblobstore/paths/landing/"}}}}""");
        var job = $"{RestCloud.Workspace}/jobs/{answer.Body!["name"]}";
        var states = new List<string?>();
        foreach (var _ in Steps) states.Add((string?)(await rest.PropertiesAsync(job))["status"]);

        Assert.Equal(201, answer.Status);
        Assert.Contains("/batchEndpoints//jobs/", (string?)answer.Body["id"], StringComparison.Ordinal);
        Assert.Equal(Steps, states);
        var properties = await rest.PropertiesAsync(job);
        Assert.Equal("azureml://datastores/workspaceblobstore/paths/landing/", (string?)properties["inputs"]!["data"]!["uri"]);
        Assert.Equal("blue", (string?)properties["tags"]!["azureml.deploymentname"]);
    }

    [Fact]
    public async Task A_client_that_came_by_a_loopback_address_is_led_back_to_one()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishedPipeline.PublishAsync(rest);
        var url =
            new Uri(rest.Server.BaseAddress, $"{RestCloud.Workspace}/batchEndpoints/ep-train?api-version={RestCloud.Version}");

        var scoring = (string)(await rest.SendAsync(HttpMethod.Get, url.ToString())).Body!["properties"]!["scoringUri"]!;
        var answer = await rest.SendAsync(
            HttpMethod.Post, scoring,
            """{"properties":{"InputData":{"data":{"JobInputType":"UriFolder","Uri":"https://example.blob.core.windows.net/c/p/"}}}}""", rest.Http(Audiences.MachineLearning));

        Assert.StartsWith(rest.Server.BaseAddress.ToString(), scoring, StringComparison.Ordinal);
        Assert.Equal(201, answer.Status);
    }

    [Theory]
    [InlineData("""{"properties":{"InputData":{}}}""", "required input 'data'")]
    [InlineData("""{"properties":{"InputData":{"data":{"JobInputType":"MLTable","Uri":"azureml:x:1"}}}}""",
        "JobInputType 'MLTable'")]
    [InlineData("""{"properties":{"InputData":{"data":{"JobInputType":"UriFolder","Uri":"azureml:none:1"}}}}""",
        "'azureml:none:1'")]
    [InlineData("""{"properties":{"InputData":{"data":{"JobInputType":"UriFolder","Uri":"azureml://datastores/none/paths/x"}}}}""", "'azureml://datastores/none/paths/x'")]
    [InlineData("""{"properties":{"InputData":{"data":{"JobInputType":"Literal","Value":"1"},"more":{"JobInputType":"Literal","Value":"1"}}}}""", "'more'")]
    public async Task A_call_that_does_not_fit_the_pipeline_is_refused(string body, string because)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishedPipeline.PublishAsync(rest);

        var answer = await InvokeAsync(rest, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(because, (string?)answer.Body!["error"]!["message"], StringComparison.Ordinal);
        Assert.Empty(rest.Cloud.Resources.OfType("Microsoft.MachineLearningServices/workspaces/jobs"));
    }

    [Fact]
    public async Task Only_a_token_for_scoring_of_somebody_with_the_role_is_taken()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishedPipeline.PublishAsync(rest);
        var principal = await rest.IdentityAsync("id-app");
        var body = """{"properties":{"InputData":{"data":{"JobInputType":"UriFolder","Uri":"https://example.blob.core.windows.net/c/p/"}}}}""";

        var arm = await rest.SendAsync(HttpMethod.Post, Scoring, body, rest.Http(Audiences.ResourceManager));
        var without = await rest.SendAsync(HttpMethod.Post, Scoring, body, rest.Http(Audiences.MachineLearning, principal));
        await rest.GrantAsync(RestCloud.Workspace, principal, Role.DataScientist);
        var with = await rest.SendAsync(HttpMethod.Post, Scoring, body, rest.Http(Audiences.MachineLearning, principal));
        var unknown = await rest.SendAsync(HttpMethod.Post, Scoring, body, rest.Http(Audiences.MachineLearning),
            ("azureml-model-deployment", "none"));

        Assert.Equal((401, 403, 201, 404), (arm.Status, without.Status, with.Status, unknown.Status));
    }

    [Fact]
    public async Task A_run_can_be_canceled_once_and_can_fail()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishedPipeline.PublishAsync(rest);
        var job = new JsonObject
        {
            ["jobType"] = "Pipeline",
            ["componentId"] = $"{RestCloud.Workspace}/components/train/versions/1",
            ["inputs"] = new JsonObject { ["data"] =
                new JsonObject { ["jobInputType"] = "uri_folder", ["uri"] = "https://example.blob.core.windows.net/c/p/" } },
        };
        await rest.PutAsync($"{RestCloud.Workspace}/jobs/run1", job);
        rest.Server.Options.Faults.Add(Fault.FailOperation(request => request.Path.EndsWith("/jobs/run2",
            StringComparison.Ordinal), "Failed", "out of memory"));
        await rest.PutAsync($"{RestCloud.Workspace}/jobs/run2", job);

        var canceled =
            await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Workspace}/jobs/run1/cancel?api-version={RestCloud.Version}");
        var again =
            await rest.SendAsync(HttpMethod.Post, $"{RestCloud.Workspace}/jobs/run1/cancel?api-version={RestCloud.Version}");

        Assert.Equal(202, canceled.Status);
        Assert.Equal("Canceled", (string?)(await rest.PropertiesAsync($"{RestCloud.Workspace}/jobs/run1"))["status"]);
        Assert.Equal((400, "CancelPipelineRunInTerminalStatus"),
            (again.Status,
                again.Body!.ToJsonString().Contains("CancelPipelineRunInTerminalStatus", StringComparison.Ordinal)
                    ? "CancelPipelineRunInTerminalStatus" : again.Body.ToJsonString()));
        for (var look = 0; look < 3; look++) await rest.PropertiesAsync($"{RestCloud.Workspace}/jobs/run2");
        Assert.Equal("Failed", (string?)(await rest.PropertiesAsync($"{RestCloud.Workspace}/jobs/run2"))["status"]);
    }

    private static Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> InvokeAsync(RestCloud rest, string body) =>
        rest.SendAsync(HttpMethod.Post, Scoring, body, rest.Http(Audiences.MachineLearning));
}
