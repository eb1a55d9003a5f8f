using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;
using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.Execution.JobScene;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Tracking;

/// <summary>
/// A job is a run: with the plain calls of the sample's steps its process logs, keeps files and registers a model, and all of it
/// shows where MLflow, Resource Manager and run history show it.
/// </summary>
public sealed class TrackedJobTests
{
    private const string Script = """
        import pathlib, sys
        from mlops import tracking
        run = tracking.current_run()
        run.log({"loss": 0.5, "worst": float("nan")}, {f"p{i}": i for i in range(150)}, {"team": "pumps"})
        folder = pathlib.Path("made")
        (folder / "data").mkdir(parents=True)
        (folder / "MLmodel").write_text("flavors: {}")
        (folder / "data" / "a b.txt").write_text("hello")
        source = run.keep(folder, "model")
        run.call("POST", "registered-models/create", {"name": "pump"})
        version = run.call("POST", "model-versions/create", {
            "name": "pump", "source": source, "run_id": run.run_id, "tags": [{"key": "by", "value": "job"}]})
        print("registered version", version["model_version"]["version"])
        tracking.root_run().log(tags={"mlops.reason": "because"})
        pathlib.Path(sys.argv[1], "out.txt").write_text("done")
        """;

    [Fact]
    public async Task What_a_process_logs_shows_on_its_run_its_job_and_as_a_model()
    {
        await using var scene = await StartAsync();
        var job = await RunAsync(scene);
        Assert.Equal("Completed", (string?)job["status"]);
        var step = (string)scene.Steps("j1")["fit"]["name"]!;
        var client = new TrackingClient(scene.Rest);

        var run = (await client.GetAsync($"runs/get?run_id={step}")).Body!["run"]!;
        Assert.Equal("FINISHED", (string?)run["info"]!["status"]);
        Assert.Equal(["loss 0.5", "worst NaN"],
            run["data"]!["metrics"]!.AsArray().Select(metric => $"{metric!["key"]} {metric["value"]}"));
        Assert.Equal(150, run["data"]!["params"]!.AsArray().Count);
        Assert.Contains(run["data"]!["tags"]!.AsArray(), tag => (string?)tag!["key"] == "mlflow.parentRunId"
            && (string?)tag["value"] == "j1");
        var experiment = (await client.GetAsync("experiments/get-by-name?experiment_name=tests")).Body!["experiment"]!;
        Assert.Equal((string?)experiment["experiment_id"], (string?)run["info"]!["experiment_id"]);

        var shown = await scene.Rest.PropertiesAsync($"{Ws}/jobs/{step}");
        Assert.Equal("""{"team":"pumps"}""", shown["tags"]!.ToJsonString());
        // A step tells the job that it is a step of.
        Assert.Equal("""{"mlops.reason":"because"}""",
            (await scene.Rest.PropertiesAsync($"{Ws}/jobs/j1"))["tags"]!.ToJsonString());
        var model = await scene.Rest.PropertiesAsync($"{Ws}/models/pump/versions/1");
        Assert.Equal((step, "mlflow_model", "job"),
            ((string?)model["jobName"], (string?)model["modelType"], (string?)model["tags"]!["by"]));
        Assert.EndsWith($"/datastores/workspaceartifactstore/paths/ExperimentRun/dcid.{step}/model", (string?)model["modelUri"],
            StringComparison.Ordinal);
        var files = (await client.SendAsync("GET", "/api/2.0/mlflow-artifacts/artifacts?path="
            + $"{experiment["experiment_id"]}%2F{step}%2Fartifacts%2Fmodel%2Fdata", null)).Body!["files"]!;
        Assert.Equal("""[{"path":"a b.txt","is_dir":false,"file_size":5}]""", files.ToJsonString());
    }

    [Fact]
    public async Task Run_history_says_of_a_job_what_Microsofts_client_follows_it_by()
    {
        await using var scene = await StartAsync();
        await RunAsync(scene);
        var step = (string)scene.Steps("j1")["fit"]["name"]!;
        var client = new TrackingClient(scene.Rest) { Token = null };
        // As the client does: the workspace says where the services are.
        var workspace = await new TrackingClient(scene.Rest).SendAsync("GET", $"{Ws}?api-version=2025-12-01", null);
        var discovery = new Uri((string)workspace.Body!["properties"]!["discoveryUrl"]!);
        var history = (string)(await client.SendAsync("GET", discovery.AbsolutePath, null)).Body!["history"]!;
        Assert.Equal(scene.Rest.Server.BaseAddress, new Uri(history));

        var details = (await client.SendAsync("GET", $"/history/v1.0{Ws}/runs/{step}/details?api-version=v1.0", null)).Body!;
        Assert.Equal(("Completed", "j1"), ((string?)details["status"], (string?)details["parentRunId"]));
        var log = (string)details["logFiles"]!["user_logs/std_log.txt"]!;
        using var reader = scene.Rest.Http(audience: null);
        Assert.Contains("registered version 1", await reader.GetStringAsync(new Uri(log)), StringComparison.Ordinal);

        var children = (await client.SendAsync("GET", $"/history/v1.0{Ws}/runs/j1/children", null)).Body!["value"]!.AsArray();
        Assert.Equal((step, "fit"), ((string?)Assert.Single(children)!["runId"], (string?)children[0]!["name"]));

        var data =
            (await client.SendAsync("POST", $"/history/v1.0{Ws}/rundata", new StringContent($$"""{"runId":"{{step}}"}"""))).Body!;
        var output = data["runMetadata"]!["outputs"]!["out"]!;
        var uris = (await client.SendAsync("POST", $"/data/v1.0{Ws}/dataversion/batchGetResolvedUris",
            new StringContent(new JsonObject { ["values"] = new JsonArray((string)output["assetId"]!) }.ToJsonString()))).Body!;
        Assert.Equal("done", await scene.TextAsync((string)uris["values"]![(string)output["assetId"]!]!["uri"]!, "out.txt"));

        var metrics = (await client.SendAsync("POST", $"/metric/v2.0{Ws}/runs/{step}/full",
            new StringContent("""{"metricName":"loss"}"""))).Body!;
        Assert.Equal(0.5, (double)metrics["value"]![0]!["data"]!["loss"]!);
        Assert.Equal(404, (await client.SendAsync("GET", $"/history/v1.0{Ws}/runs/none/details", null)).Status);
    }

    private static async Task<JsonObject> RunAsync(JobScene scene)
    {
        await scene.CodeAsync(Shared("__init__.py"), Shared("tracking.py"), Shared("rest.py"), ("fit.py", Script));
        await scene.ComponentAsync("fit", "python fit.py ${{outputs.out}}", outputs: new { @out = new { type = "uri_folder" } });
        return await scene.RunAsync("j1", new { fit = Node("fit") });
    }

    private static (string Name, string Text) Shared(string name) =>
        ($"mlops/{name}", File.ReadAllText(Path.Combine(Repository.Root, "pipelines", "common", "mlops", name)));
}
