using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>A pipeline of components on a batch endpoint, as <c>mlops publish</c> registers it.</summary>
internal static class PublishedPipeline
{
    private const string Ws = RestCloud.Workspace;

    /// <summary>Registers a pipeline with all it needs and makes it the default of the endpoint <c>ep-train</c>.</summary>
    public static async Task PublishAsync(RestCloud rest, string? conda = null)
    {
        await rest.PutAsync($"{Ws}/environments/train-env/versions/1", new { image = "r/i:1", condaFile = conda });
        await rest.PutAsync($"{Ws}/codes/src/versions/1",
            new { codeUri = "https://stmlops.blob.core.windows.net:443/c/src",
                properties = new { hash_sha256 = "h", hash_version = "202208" } });
        await rest.PutAsync($"{Ws}/components/prep/versions/1", new { componentSpec = Command("prep", "train-env:1") });
        var jobs = new { prep = Node("${{parent.inputs.data}}"), train = Node("${{parent.jobs.prep.outputs.out}}") };
        var inputs = new { data = new { type = "uri_folder" }, rate = new { type = "number", @default = "0.1" } };
        await rest.PutAsync($"{Ws}/components/train/versions/1",
            new { componentSpec = new { name = "train", version = "1", type = "pipeline", inputs,
                outputs = new { model = new { type = "uri_folder" } }, jobs } });
        var settings = new JsonObject { ["default_compute"] = "cpu-cluster", ["continue_on_step_failure"] = "False" };
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train", new { authMode = "AADToken", defaults = await DefaultsAsync(rest) },
            "westeurope");
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train/deployments/blue",
            Deployment($"{Ws}/components/train/versions/1", settings), "westeurope");
        await rest.PutAsync($"{Ws}/batchEndpoints/ep-train",
            new { authMode = "AADToken", defaults = new { deploymentName = "blue" } }, "westeurope");
    }

    // The first PUT of an endpoint can't name a deployment; later ones keep the one there is.
    private static async Task<object?> DefaultsAsync(RestCloud rest) =>
        await rest.Get($"{Ws}/batchEndpoints/ep-train/deployments/blue").GetAsync()
            .ContinueWith(get => get.IsCompletedSuccessfully, TaskScheduler.Default) ? new { deploymentName = "blue" } : null;

    public static object Command(string name, string environment,
        string command = "python prep.py --raw ${{inputs.raw}} --out ${{outputs.out}}") => new
    {
        name, version = "1", type = "command", is_deterministic = true, command, environment = $"azureml:{environment}",
        inputs = new { raw = new { type = "uri_folder" } }, outputs = new { @out = new { type = "uri_folder" } },
    };

    public static object Node(string binding) => new
    {
        type = "command", componentId = $"{Ws}/components/prep/versions/1",
        inputs = new { raw = new { job_input_type = "literal", value = binding } },
    };

    public static object Deployment(string component, JsonObject settings) => new
    {
        deploymentConfiguration = new { deploymentConfigurationType = "PipelineComponent",
            componentId = new { referenceType = "Id", assetId = component }, settings },
    };

    public static string Schedule(string trigger) => $$"""
        {"properties":{"isEnabled":true,"trigger":{{trigger}},"action":{"actionType":"CreateJob","jobDefinition":{"jobType":"Pipeline",
        "componentId":"{{Ws}}/components/train/versions/1","inputs":{"data":{"jobInputType":"uri_folder","uri":"azureml://datastores/workspaceblobstore/paths/x/"} } } } } }
        """;

    public static Task<RequestFailedException> Refused(Func<Task> put) => Assert.ThrowsAsync<RequestFailedException>(put);

    public static string? InnermostCode(RequestFailedException exception)
    {
        var info = JsonNode.Parse(exception.GetRawResponse()!.Content)!["error"]!["additionalInfo"]!.AsArray()
            .Single(each => (string?)each!["type"] == "InnerError")!["info"]!["value"];
        while (info!["innerError"] is JsonObject inner) info = inner;
        return (string?)info["code"];
    }
}
