using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>
/// The calls that <c>mlflow.sklearn.autolog()</c> makes in a job, in its order, with Azure's plugin; one that fails there lets
/// the client leave out metrics and model without a word.
/// </summary>
public sealed class AutologTests
{
    private const string Ws = RestCloud.Workspace;

    private static readonly string[] Files =
        ["MLmodel", "conda.yaml", "python_env.yaml", "requirements.txt", "model.pkl"];

    [Fact]
    public async Task A_fit_in_a_job_is_logged_with_its_model_and_metrics()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.Cloud.Resources.PutAsync(ResourceId.Parse($"{Ws}/jobs/fit"), JsonNode.Parse("""
            {"properties":{"jobType":"Command","status":"Running","experimentName":"auto"} }
            """)!.AsObject(), new ArmRequestOptions(AsService: true), CancellationToken.None);
        var client = new TrackingClient(rest, plugin: true) { Token = RecordedScene.TokenOf(rest, "fit") };
        var info = (await OkAsync(client.GetAsync("runs/get?run_uuid=fit&run_id=fit")))["run"]!["info"]!;
        var artifacts = (string)info["artifact_uri"]!;

        await OkAsync(client.PostAsync("runs/log-batch", """
            {"run_id":"fit","params":[{"key":"C","value":"1.0"},{"key":"penalty","value":"None"}],
             "tags":[{"key":"estimator_name","value":"LogisticRegression"}]}
            """));
        var model = (await OkAsync(client.PostAsync("logged-models", $$"""
            {"experiment_id":"{{info["experiment_id"]}}","name":"model","source_run_id":"fit","tags":[]}
            """)))["model"]!["info"]!;
        var id = (string)model["model_id"]!;
        Assert.Equal($"{artifacts}/model", (string?)model["artifact_uri"]);
        await OkAsync(client.PostAsync("runs/log-inputs", """
            {"run_id":"fit","datasets":[{"tags":[{"key":"mlflow.data.context","value":"train"}],"dataset":{"name":"dataset","digest":"a5c23a18","source_type":"code","source":"{}"} }]}
            """));
        await OkAsync(client.PostAsync("runs/outputs", $$"""{"run_id":"fit","models":[{"model_id":"{{id}}","step":0}]}"""));
        await OkAsync(client.GetAsync($"logged-models/{id}"));
        foreach (var file in Files) await UploadAsync(rest, client, artifacts, $"model/{file}");
        await OkAsync(client.SendJsonAsync("PATCH", $"logged-models/{id}",
            $$"""{"model_id":"{{id}}","status":"LOGGED_MODEL_READY"}"""));
        await UploadAsync(rest, client, artifacts, "training_confusion_matrix.png");
        await OkAsync(client.PostAsync("runs/log-batch", $$"""
            {"run_id":"fit","metrics":[{"key":"training_f1_score","value":1.0,"timestamp":1,"step":0,"dataset_name":"dataset","dataset_digest":"a5c23a18","model_id":"{{id}}"}]}
            """));

        var run = (await OkAsync(client.GetAsync("runs/get?run_id=fit")))["run"]!;
        Assert.Equal("training_f1_score", (string?)run["data"]!["metrics"]![0]!["key"]);
        Assert.Equal(id, (string?)run["outputs"]!["model_outputs"]![0]!["model_id"]);
        Assert.Equal("train", (string?)run["inputs"]!["dataset_inputs"]![0]!["tags"]![0]!["value"]);
        var ready = (await OkAsync(client.GetAsync($"logged-models/{id}")))["model"]!;
        Assert.Equal(("LOGGED_MODEL_READY", "training_f1_score"),
            ((string?)ready["info"]!["status"], (string?)ready["data"]!["metrics"]![0]!["key"]));
        // A model of that name again has files of its own.
        var other = (await OkAsync(client.PostAsync("logged-models", $$"""
            {"experiment_id":"{{info["experiment_id"]}}","name":"model","source_run_id":"fit"}
            """)))["model"]!["info"]!;
        Assert.NotEqual((string?)model["artifact_uri"], (string?)other["artifact_uri"]);
        var found = await OkAsync(client.PostAsync("logged-models/search",
            $$"""{"experiment_ids":["{{info["experiment_id"]}}"],"filter":"name = 'model' AND status = 'READY'"}"""));
        Assert.Equal(id, (string?)Assert.Single(found["models"]!.AsArray())!["info"]!["model_id"]);
    }

    private static async Task UploadAsync(RestCloud rest, TrackingClient client, string artifacts, string path)
    {
        var below = artifacts[artifacts.IndexOf("/subscriptions/", StringComparison.Ordinal)..];
        var answer = await client.SendAsync("POST", $"/history/v1.0{below}/batch/metadata",
            new StringContent($$"""{"paths":[{"path":"{{path}}"}]}"""));
        var at = (string)answer.Body!["artifactContentInformation"]![path]!["contentUri"]!;
        using var request = new HttpRequestMessage(HttpMethod.Put, at) { Content = new StringContent("x") };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var written = await rest.Http(audience: null).SendAsync(request);
        Assert.Equal(201, (int)written.StatusCode);
    }

    private static async Task<JsonNode> OkAsync(Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> sent)
    {
        var (status, body, _) = await sent;
        Assert.True(status == 200, $"{status} {body?.ToJsonString()}");
        return body!;
    }
}
