using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>What has to be there before an exchange, because the recording leaves out what made it.</summary>
internal sealed class RecordedScene(RestCloud rest, TrackingClient plain, TrackingClient plugin, RecordedIds ids)
{
    private const string Jobs = "job-exp";

    /// <summary>Makes it.</summary>
    public async Task PrepareAsync(string name)
    {
        switch (name)
        {
            case "exception in with-block: FAILED":
                await CreateRunAsync("run03", "1", "boom", 1795897382682);
                break;
            case "log_metrics step=2":
                await LogAsync("run01",
                    $"{Metric("loss", "0.4", 1795897347469, 1)},{Metric("loss", "\"NaN\"", 1795897347532, 2)},"
                    + $"{Metric("loss", "\"Infinity\"", 1795897347592, 3)},{Metric("asy", "0.4", 1795897347653, 1)}");
                break;
            case "list_artifacts":
                foreach (var (file, length) in ((string, int)[])[("d.json", 12), ("f.png", 2197), ("img.png", 68),
                    ("many/1.txt", 1)])
                    await plain.SendAsync("PUT",
                        $"/api/2.0/mlflow-artifacts/artifacts/{ids.Experiment("1")}/{ids.Run("run01")}/artifacts/{file}",
                        new StringContent(new string('1', length)));
                break;
            case "log_model: create logged model":
                await CreateModelAsync("run05", "run01", "1");
                break;
            case "log_model: ready":
                await CreateModelAsync("run06", "run01", "1");
                await LogAsync("run01", $"{OfModel("loss", "0.5", 1795897347406)},{OfModel("m", "0", 1795897349861)},"
                    + $"{OfModel("chunk", "1", 1)}");
                var entries = string.Join(',', Enumerable.Range(0, 100).Select(i => $$"""{"key":"cp{{i}}","value":"1"}"""));
                await plain.PostAsync($"logged-models/{ids.Run("m-run04")}/params", $$"""{"params":[{{entries}}]}""");
                break;
            case "search registered models":
                await plain.PostAsync("model-versions/create",
                    $$"""{"name":"reg-a","source":"models:/{{ids.Run("m-run04")}}","model_id":"{{ids.Run("m-run04")}}"}""");
                await plain.SendJsonAsync("PATCH", "registered-models/update", """{"name":"reg-a","description":"desc"}""");
                await plain.SendJsonAsync("PATCH", "model-versions/update",
                    """{"name":"reg-a","version":"1","description":"dd"}""");
                await plain.PostAsync("registered-models/create", """{"name":"reg-b"}""");
                break;
            case "search_runs filter+order":
                await LogAsync("run02", Metric("x", "1", 1795897351884, 0));
                await plain.PostAsync("runs/update",
                    $$"""{"run_id":"{{ids.Run("run01")}}","status":"FINISHED","end_time":1795897376147}""");
                await plain.PostAsync("runs/delete", $$"""{"run_id":"{{ids.Run("run03")}}"}""");
                break;
            case "autolog: run":
                await CreateExperimentAsync("4", "exp-auto");
                break;
            case "autolog: metrics":
                await CreateModelAsync("run08", "run07", "4");
                break;
            case var job when job.StartsWith("job: start_run", StringComparison.Ordinal):
                foreach (var run in (string[])["run09", "run10", "run11", "run13", "run14"]) await PutJobAsync(run);
                var found = await plugin.GetAsync($"experiments/get-by-name?experiment_name={Jobs}");
                ids.LearnExperiment("3", (string)found.Body!["experiment"]!["experiment_id"]!);
                break;
            case "job: list artifacts":
                await UploadAsync("run10", "rec_art.txt");
                await UploadAsync("run10", "many/1.txt");
                break;
            case "job: register from run":
                await plugin.PostAsync("registered-models/create", """{"name":"reg-e1"}""");
                break;
            case "job: version of a local folder":
                await plugin.PostAsync("registered-models/create", """{"name":"regf-e1"}""");
                break;
        }
    }

    /// <summary>Asks for the address that a file of a run is written to.</summary>
    public async Task<Uri> ReserveAsync(string run, string path)
    {
        var answer = await plugin.SendAsync("POST",
            $"/history/v1.0{RestCloud.Workspace}/experiments/{ids.Experiment("3")}/runs/{run}/artifacts/batch/metadata",
            new StringContent($$"""{"paths":[{"path":"{{path}}"}]}""", Encoding.UTF8, "application/json"));
        return new Uri((string)answer.Body!["artifactContentInformation"]![path]!["contentUri"]!);
    }

    /// <summary>A token as the job of a run has it.</summary>
    public static string TokenOf(RestCloud rest, string run) =>
        new RunTokens(rest.Server.Tokens).Issue(ResourceId.Parse(RestCloud.Workspace), run).Value;

    private async Task CreateRunAsync(string recorded, string experiment, string name, long start)
    {
        var made = await plain.PostAsync("runs/create", $$"""
            {"experiment_id":"{{ids.Experiment(experiment)}}","run_name":"{{name}}","user_id":"root","start_time":{{start}} }
            """);
        ids.LearnRun(recorded, (string)made.Body!["run"]!["info"]!["run_id"]!);
    }

    private async Task CreateExperimentAsync(string recorded, string name)
    {
        var made = await plain.PostAsync("experiments/create", $$"""{"name":"{{name}}"}""");
        ids.LearnExperiment(recorded, (string)made.Body!["experiment_id"]!);
    }

    private async Task CreateModelAsync(string recorded, string run, string experiment)
    {
        var made = await plain.PostAsync("logged-models", $$"""
            {"experiment_id":"{{ids.Experiment(experiment)}}","name":"{{recorded}}","source_run_id":"{{ids.Run(run)}}"}
            """);
        var id = (string)made.Body!["model"]!["info"]!["model_id"]!;
        ids.LearnRun($"m-{recorded}", id);
        await plain.PostAsync("runs/outputs",
            $$"""{"run_id":"{{ids.Run(run)}}","models":[{"model_id":"{{id}}","step":0}]}""");
    }

    private Task LogAsync(string run, string metrics) =>
        plain.PostAsync("runs/log-batch", $$"""{"run_id":"{{ids.Run(run)}}","metrics":[{{metrics}}]}""");

    private async Task PutJobAsync(string run)
    {
        ids.LearnRun(run, run);
        await rest.Cloud.Resources.PutAsync(ResourceId.Parse($"{RestCloud.Workspace}/jobs/{run}"), JsonNode.Parse($$"""
            {"properties":{"jobType":"Command","status":"Running","displayName":"job1","experimentName":"{{Jobs}}"} }
            """)!.AsObject(), new ArmRequestOptions(AsService: true), CancellationToken.None);
        await plugin.GetAsync($"runs/get?run_id={run}");
    }

    private async Task UploadAsync(string run, string path)
    {
        using var request =
            new HttpRequestMessage(HttpMethod.Put, await ReserveAsync(run, path)) { Content = new StringContent("1") };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        request.Headers.Add("x-ms-version", "2025-11-05");
        using var response = await rest.Http(audience: null).SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static string Metric(string key, string value, long timestamp, int step) =>
        string.Create(CultureInfo.InvariantCulture,
        $$"""{"key":"{{key}}","value":{{value}},"timestamp":{{timestamp}},"step":{{step}} }""");

    private string OfModel(string key, string value, long timestamp) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"key":"{{key}}","value":{{value}},"timestamp":{{timestamp}},"step":0,"model_id":"{{ids.Run("m-run04")}}"}""");
}
