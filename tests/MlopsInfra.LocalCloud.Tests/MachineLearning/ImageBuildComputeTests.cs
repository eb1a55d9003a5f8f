using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>A workspace whose registry is closed builds images on a cluster of its own, or none.</summary>
public sealed class ImageBuildComputeTests
{
    private const string Ws = RestCloud.Workspace;
    private const string Scoring = "https://ep-train.westeurope.inference.ml.azure.com/jobs";
    private const string Call = """{"properties":{"InputData":{"data":{"JobInputType":"UriFolder","Uri":"https://example.blob.core.windows.net/c/p/"}}}}""";

    [Theory]
    [InlineData("Disabled", "", "dependencies: []", "Failed")]
    [InlineData("Disabled", "cpu-cluster", "dependencies: []", "Completed")]
    [InlineData("Enabled", "", "dependencies: []", "Completed")]
    [InlineData("Disabled", "", null, "Completed")]
    public async Task A_command_runs_where_its_image_needs_no_build_or_can_be_built(string access, string cluster, string? conda,
        string status)
    {
        await using var rest = await StartAsync(access, cluster);
        await rest.PutAsync($"{Ws}/environments/own/versions/1", new { image = "r/i:1", condaFile = conda });
        await rest.PutAsync($"{Ws}/jobs/run",
            new { jobType = "Command", command = "true", environmentId = $"{Ws}/environments/own/versions/1",
                computeId = $"{Ws}/computes/cpu-cluster" });

        var job = await EndAsync(rest, "run");

        Assert.Equal(status, (string?)job["status"]);
        if (status == "Failed")
            Assert.StartsWith("ImageBuildComputeNotValid: ", (string?)job["properties"]!["localcloud.error"],
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_pipeline_fails_when_it_is_invoked_and_runs_once_the_workspace_names_a_cluster()
    {
        await using var rest = await StartAsync("Disabled", "");
        await PublishedPipeline.PublishAsync(rest, "dependencies: []");

        var failed = await EndAsync(rest, await InvokeAsync(rest));
        await PatchAsync(rest, "imageBuildCompute", "cpu-cluster");
        var completed = await EndAsync(rest, await InvokeAsync(rest));

        Assert.Equal(("Failed", "Completed"), ((string?)failed["status"], (string?)completed["status"]));
    }

    private static async Task<RestCloud> StartAsync(string access, string cluster)
    {
        var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(RestCloud.Registry,
            $$$"""{"location":"westeurope","sku":{"name":"Premium"},"properties":{"publicNetworkAccess":"{{{access}}}"} }""");
        await PatchAsync(rest, "containerRegistry", RestCloud.Registry);
        if (cluster.Length > 0) await PatchAsync(rest, "imageBuildCompute", cluster);
        return rest;
    }

    private static async Task PatchAsync(RestCloud rest, string name, string value) => await rest.Cloud.Resources.PatchAsync(
        ResourceId.Parse(Ws), new JsonObject { ["properties"] = new JsonObject { [name] = value } }, new ArmRequestOptions(),
        CancellationToken.None);

    private static async Task<string> InvokeAsync(RestCloud rest) =>
        (string)(await rest.SendAsync(HttpMethod.Post, Scoring, Call, rest.Http(Audiences.MachineLearning))).Body!["name"]!;

    private static async Task<JsonObject> EndAsync(RestCloud rest, string job)
    {
        for (var look = 0; look < 10; look++)
        {
            var shown = await rest.PropertiesAsync($"{Ws}/jobs/{job}");
            if ((string?)shown["status"] is "Completed" or "Failed") return shown;
        }

        throw new InvalidOperationException($"The job {job} does not end.");
    }
}
