using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution.Sweeps;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.Execution.JobScene;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;

/// <summary>Sweeps: trials with values from a search space, of which the best one gives the outputs.</summary>
public sealed class SweepStepTests
{
    private const string Script = """
        import json, os, sys, time, urllib.request
        rate, folder = float(sys.argv[1]), sys.argv[2]
        open(os.path.join(folder, "rate.txt"), "w").write(str(rate))
        base = os.environ["MLFLOW_TRACKING_URI"].replace("azureml://", "https://").replace("/v1.0/", "/v2.0/")
        body = {"run_id": os.environ["MLFLOW_RUN_ID"], "key": "loss", "value": (rate - 0.3) ** 2, "timestamp": int(time.time() * 1000)}
        urllib.request.urlopen(urllib.request.Request(base + "/api/2.0/mlflow/runs/log-metric", json.dumps(body).encode(),
            {"Authorization": "Bearer " + os.environ["MLFLOW_TRACKING_TOKEN"], "Content-Type": "application/json"}))
        """;

    private static readonly object Folder = new { type = "uri_folder" };

    [Fact]
    public async Task The_trial_with_the_best_metric_gives_the_outputs()
    {
        await using var scene = await StartAsync();
        await scene.CodeAsync(("trial.py", Script));
        await scene.ComponentAsync("trial", "python trial.py ${{inputs.rate}} ${{outputs.model}}",
            new { rate = new { type = "number" } }, new { model = Folder });

        var job = await scene.RunAsync("j1", new { tune = Sweep("grid", "loss") },
            outputs: new { best = new { jobOutputType = "uri_folder" } });

        Assert.True((string?)job["status"] == "Completed", job.ToJsonString());
        Assert.Equal("0.25", await scene.TextAsync((string)job["outputs"]!["best"]!["uri"]!, "rate.txt"));
        var sweep = scene.Steps("j1")["tune"];
        Assert.Equal("Sweep", (string?)sweep["properties"]!["jobType"]);
        var trials = scene.Steps((string)sweep["name"]!);
        Assert.Equal(["tune_0", "tune_1", "tune_2"], trials.Keys.Order());
        Assert.Equal((string?)trials["tune_1"]["name"], (string?)sweep["properties"]!["properties"]!["best_child_run_id"]);
    }

    [Fact]
    public async Task Without_the_metric_of_the_objective_the_sweep_fails_and_names_it()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("trial", "echo ${{inputs.rate}} > ${{outputs.model}}/x.txt",
            new { rate = new { type = "number" } }, new { model = Folder });

        var job = await scene.RunAsync("j1", new { tune = Sweep("random", "accuracy") },
            outputs: new { best = new { jobOutputType = "uri_folder" } });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("No trial has logged the metric 'accuracy'", (string)job["properties"]!["localcloud.error"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Drawn_values_lie_in_their_ranges_and_the_same_seed_draws_the_same() =>
        Gen.Select(Gen.Double[0.001, 10], Gen.Double[0.1, 10], Gen.Int[1, 20], Gen.Int).Sample((low, width, step, seed) =>
        {
            var space = new JsonObject
            {
                ["u"] = new JsonObject { ["type"] = "uniform", ["min_value"] = low, ["max_value"] = low + width },
                ["q"] = new JsonObject { ["type"] = "quniform", ["min_value"] = 0, ["max_value"] = 100, ["q"] = step },
                ["r"] = new JsonObject { ["type"] = "randint", ["upper"] = step },
                ["c"] = new JsonObject { ["type"] = "choice", ["values"] = new JsonArray("a", 2, 0.5) },
            };
            var trials = Trials.Of(space, isGrid: false, atMost: 5, seed);
            Assert.All(trials, trial =>
            {
                Assert.InRange(Number(trial["u"]), low, low + width);
                Assert.Equal(0, Math.IEEERemainder(Number(trial["q"]), step), 6);
                Assert.InRange(Number(trial["r"]), 0, step - 1);
                Assert.Contains(trial["c"], (string[])["a", "2", "0.5"]);
            });
            Assert.Equal(trials, Trials.Of(space, isGrid: false, atMost: 5, seed));
            Assert.Throws<JobException>(() => Trials.Of(space, isGrid: true, atMost: 5, seed));
        });

    private static object Sweep(string sampling, string metric) => new
    {
        type = "sweep", trial = new { componentId = $"{Ws}/components/trial/versions/1" }, sampling_algorithm = sampling,
        objective = new { goal = "minimize", primary_metric = metric },
        search_space = new { rate = new { type = "choice", values = (double[])[0.1, 0.25, 0.9] } },
        limits = new { max_total_trials = 3, max_concurrent_trials = 2 }, inputs = new { },
        outputs = new { model = new { type = "literal", value = "${{parent.outputs.best}}" } },
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
