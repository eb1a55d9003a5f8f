using System.Text.Json.Nodes;
using Azure;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>What goes wrong in a model, and what Azure says of it.</summary>
public sealed class OnlineFailureTests
{
    private const string Deployment = $"{OnlineCloud.Endpoint}/deployments/blue";

    [Theory]
    [InlineData("def init(): raise ValueError('no weights')\ndef run(data): return data", "ValueError: no weights",
        "UserScriptInitFailed")]
    [InlineData("import nowhere\ndef init(): pass\ndef run(data): return data", "No module named 'nowhere'",
        "UserScriptImportError")]
    [InlineData("def init(): pass", "no function run()", "UserScriptFunctionNotFound")]
    public async Task A_script_that_cannot_be_served_fails_its_deployment_with_the_end_of_the_log(string script, string because,
        string onKubernetes)
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        var managed = await Assert.ThrowsAsync<RequestFailedException>(() => cloud.DeployAsync("blue", script));
        var state = await cloud.StateAsync("blue");
        await cloud.Rest.Get(OnlineCloud.Endpoint).DeleteAsync(WaitUntil.Completed);
        await cloud.EndpointOnKubernetesAsync();
        var kubernetes = await Assert.ThrowsAsync<RequestFailedException>(() => cloud.DeployAsync("blue", script, OnKubernetes));

        Assert.Equal(("ResourceNotReady", "Failed"), (managed.ErrorCode, state));
        Assert.Contains(because, managed.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", managed.Message, StringComparison.Ordinal);
        Assert.Equal(onKubernetes, kubernetes.ErrorCode);
        Assert.Empty(cloud.Running);
        Assert.Contains(because, (string)(await cloud.PostAsync(Deployment, "getLogs", new { tail = 100 }))!["content"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.Rest.PutAsync($"{RestCloud.Workspace}/models/lost/versions/1",
            new { modelUri = "https://stmlops.blob.core.windows.net/training/nowhere" });

        var script = await Assert.ThrowsAsync<RequestFailedException>(() => cloud.DeployAsync("blue",
            change: deployment => deployment["codeConfiguration"]!["scoringScript"] = "other.py"));
        var model = await Assert.ThrowsAsync<RequestFailedException>(() => cloud.DeployAsync("blue",
            change: deployment => deployment["model"] = $"{RestCloud.Workspace}/models/lost/versions/1"));
        var code = await Assert.ThrowsAsync<RequestFailedException>(() => cloud.DeployAsync("blue",
            change: deployment => deployment.Remove("codeConfiguration")));

        Assert.Equal(("ResourceNotReady", "BadArgument", "BadArgument"), (script.ErrorCode, model.ErrorCode, code.ErrorCode));
        Assert.Contains("No such file", script.Message, StringComparison.Ordinal);
        Assert.Contains("no blobs at 'https://stmlops.blob.core.windows.net/training/nowhere'", model.Message,
            StringComparison.Ordinal);
        Assert.Contains("no codeConfiguration", code.Message, StringComparison.Ordinal);
        Assert.Empty(cloud.Running);
    }

    [Fact]
    public async Task A_deployment_that_failed_is_started_again_by_the_same_PUT_and_by_a_better_one()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await Assert.ThrowsAsync<RequestFailedException>(() => cloud.DeployAsync("blue", "def init(:"));
        var sent = await cloud.Rest.Get(Deployment).GetAsync();

        await Assert.ThrowsAsync<RequestFailedException>(() => cloud.Rest.Arm.GetGenericResources()
            .CreateOrUpdateAsync(WaitUntil.Completed, new(Deployment), sent.Value.Data));
        await cloud.DeployAsync("blue");

        Assert.Equal("Succeeded", await cloud.StateAsync("blue"));
        Assert.Single(cloud.Running);
    }

    // Model, its status as managed endpoints answer it, the status of the model itself, and the status on Kubernetes.
    [Theory]
    [InlineData("raise ValueError('bad')", 424, 500, 502)]
    [InlineData("return {1}", 424, 500, 502)]
    [InlineData("import os; os._exit(1)", 424, 503, 502)]
    [InlineData("import time; time.sleep(60)", 408, null, 504)]
    [InlineData("return AMLResponse('teapot', 418)", 424, 418, 418)]
    [InlineData("return 'no JSON: '", 200, null, 200)]
    public async Task A_run_that_goes_wrong_is_answered_as_the_front_ends_do(string run, int managed, int? model, int kubernetes)
    {
        await using var cloud = await OnlineCloud.StartAsync();
        var script = "from azureml.contrib.services.aml_response import AMLResponse\ndef init(): pass\n"
            + $"def run(data):\n  if data != '0':\n    {run}";
        void Configure(JsonObject deployment) => deployment["requestSettings"] = new JsonObject { ["requestTimeout"] = "PT1S" };
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue", script, Configure);
        await cloud.TrafficAsync(new { blue = 100 });
        var (status, _, response) = await cloud.ScoreAsync("1", await cloud.KeyAsync());
        // A worker that hangs or has ended does not stay so.
        await Eventually.FindAsync(async () => (await cloud.ScoreAsync("0", await cloud.KeyAsync())).Status == 200 ? "" : null);
        await cloud.Rest.Get(OnlineCloud.Endpoint).DeleteAsync(WaitUntil.Completed);
        await cloud.EndpointOnKubernetesAsync();
        await cloud.DeployAsync("blue", script, deployment =>
        {
            Configure(deployment);
            OnKubernetes(deployment);
        });

        var there = await cloud.ScoreAsync("1", await cloud.KeyAsync(), headers: ("azureml-model-deployment", "blue"));

        Assert.Equal((managed, kubernetes), (status, there.Status));
        Assert.Equal(model?.ToString(), Header(response, "ms-azureml-model-error-statuscode"));
        Assert.Equal(model is null ? null : "model_error", Header(response, "ms-azureml-model-error-reason"));
    }

    [Fact]
    public async Task More_requests_than_a_deployment_takes_are_refused()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue", "import time\ndef init(): pass\ndef run(data): time.sleep(1)");
        await cloud.TrafficAsync(new { blue = 100 });
        var key = await cloud.KeyAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cloud.ScoreAsync("0", key)));

        Assert.Equal([200, 200, 429, 429], answers.Select(answer => answer.Status).Order());
        Assert.All(answers.Where(answer => answer.Status == 429), answer =>
            Assert.Equal("too_many_pending_request", Header(answer.Response, "ms-azureml-model-error-reason")));
    }

    private static void OnKubernetes(JsonObject deployment)
    {
        deployment["endpointComputeType"] = "Kubernetes";
        deployment.Remove("instanceType");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
