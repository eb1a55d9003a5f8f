namespace MlopsInfra.PostDeploy.Tests.Steps;

/// <summary>The sample's Python steps, run one after the other as the pipeline's YAML wires them.</summary>
public sealed class PipelineStepsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_first_model_is_registered()
    {
        using var run = PipelineRun.OfSample(await Python.RequireAsync());

        await run.RunAsync(output);

        var decision = run.Json("evaluate", "evaluation", "decision.json");
        Assert.True((bool)decision["register"]!);
        Assert.Contains("there is no champion yet", (string)decision["reason"]!, StringComparison.Ordinal);
        var registered = run.Output("register", "registered");
        Assert.True(new FileInfo(Path.Combine(registered, "model.joblib")).Length > 1000);
        var metadata = run.Json("register", "registered", "metadata.json");
        Assert.Equal("pump-failures", (string)metadata["name"]!);
        Assert.InRange((double)metadata["metrics"]!["roc_auc"]!, 0.75, 0.99);
        Assert.Equal(run.Json("prepare", "prepared", "summary.json")["rows_test"]!.ToJsonString(),
            metadata["metrics"]!["rows"]!.ToJsonString());
        Assert.True((bool)run.Json("register", "registered", "registration.json")["registered"]!);
        // A request, and what the model answers to it, go with the model.
        var golden = run.Json("register", "registered", "golden.json");
        Assert.Equal(4, golden["request"]!["data"]!.AsArray().Count);
        Assert.Contains(golden["request"]!["data"]!.AsArray(), row => row!.AsObject().Any(value => value.Value is null));
        Assert.All(golden["response"]!["predictions"]!.AsArray(),
            prediction => Assert.InRange((double)prediction!["probability"]!, 0, 1));
        // Outside of a job nothing is looked up, registered or built, and each step says so.
        Assert.All((string[])["evaluate", "register", "image"],
            step => Assert.Contains("not in a job of Azure Machine Learning", run.Said(step), StringComparison.Ordinal));
        Assert.Null(run.Json("image", "image", "image.json")["image"]);
    }

    [Theory]
    [InlineData("""{"roc_auc": 0.999}""", "is not better than the champion's 0.9990")]
    [InlineData("""{"accuracy": 0.5}""", "the champion's metrics have no roc_auc; the two cannot be compared")]
    [InlineData("""{"roc_auc": null}""", "the champion's metrics have no roc_auc; the two cannot be compared")]
    public async Task The_champion_stays_unless_the_candidate_is_better(string champion, string reason)
    {
        using var run = PipelineRun.OfSample(await Python.RequireAsync());
        run.Give("champion_metrics", run.Write("champion/metrics.json", champion));

        await run.RunAsync(output);

        var decision = run.Json("evaluate", "evaluation", "decision.json");
        Assert.False((bool)decision["register"]!);
        Assert.Contains(reason, (string)decision["reason"]!, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Output("register", "registered"), "model.joblib")));
        Assert.False((bool)run.Json("register", "registered", "registration.json")["registered"]!);
        Assert.Contains("no image: pump-failures was not registered", run.Said("image"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worse_champion_is_replaced()
    {
        using var run = PipelineRun.OfSample(await Python.RequireAsync());
        run.Give("champion_metrics", run.Write("champion/metrics.json", """{"roc_auc": 0.6}"""));

        await run.RunAsync(output);

        Assert.Contains("is better than the champion's 0.6000",
            (string)run.Json("evaluate", "evaluation", "decision.json")["reason"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureCloud", "this job has no identity (neither MSI_ENDPOINT nor IDENTITY_ENDPOINT is set); give its ")]
    [InlineData("AzureMoonCloud", "AZUREML_CURRENT_CLOUD is 'AzureMoonCloud'; known are AzureCloud, AzureChinaCloud, ")]
    public async Task A_gate_that_cannot_look_up_the_champion_ends_the_step_and_promotes_nothing(string cloud, string because)
    {
        using var run = PipelineRun.OfSample(await Python.RequireAsync());
        run.Set("evaluate", ("AZUREML_ARM_SUBSCRIPTION", "s"), ("AZUREML_ARM_RESOURCEGROUP", "g"),
            ("AZUREML_ARM_WORKSPACE_NAME", "w"), ("AZUREML_ROOT_RUN_ID", "train-1"), ("MLFLOW_RUN_ID", "step-1"),
            ("MLFLOW_TRACKING_URI", "azureml://127.0.0.1:1/mlflow/v1.0/w"), ("AZUREML_CURRENT_CLOUD", cloud));

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => run.RunAsync(output));

        Assert.Equal(("evaluate", 2), (failure.Step, failure.ExitCode));
        Assert.StartsWith($"error: the champion could not be looked up: {because}", failure.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run.Output("evaluate", "evaluation"), "decision.json")));
    }

    [Fact]
    public async Task A_step_goes_on_where_its_tracking_server_does_not_answer()
    {
        var python = await Python.RequireAsync();

        var said = await python.ShellAsync(Path.Combine(Path.GetDirectoryName(TempPipeline.Sample)!, "common"),
            "MLFLOW_TRACKING_URI=https://127.0.0.1:1 MLFLOW_RUN_ID=r "
                + "python -c 'from mlops import tracking; tracking.log({\"a\": 1}); "
                + "print(\"on\")' 2>&1",
            "tracking");

        Assert.StartsWith("warning: not logged: POST https://127.0.0.1:1/api/2.0/mlflow/runs/log-batch: ", said,
            StringComparison.Ordinal);
        Assert.EndsWith("on\n", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metric", "recall", "evaluate", "error: --metric is 'recall'; expected one of average_precision, f1, roc_auc")]
    [InlineData("learning_rate", "0", "train", "error: --learning-rate is 0.0; expected a number above 0")]
    [InlineData("champion_metrics", "no-such-file.json", "evaluate", "error: no-such-file.json: No such file or directory")]
    public async Task Bad_input_ends_a_step_with_one_line(string input, string value, string step, string expected)
    {
        using var run = PipelineRun.OfSample(await Python.RequireAsync());
        run.Give(input, value);

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => run.RunAsync(output));

        Assert.Equal((step, 2, expected), (failure.Step, failure.ExitCode, failure.Error.Trim()));
    }

    [Fact]
    public async Task Readings_without_a_column_are_refused()
    {
        using var run = PipelineRun.OfSample(await Python.RequireAsync());
        var file = run.Write("readings/bad.csv", "reading_date,pump_id\n2025-01-06,P01\n");
        run.Give("training_data", Path.GetDirectoryName(file)!);

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => run.RunAsync(output));

        Assert.Equal(("prepare", 2), (failure.Step, failure.ExitCode));
        Assert.Contains("columns missing: age_years, flow_m3h", failure.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipelines/training/data", "make_pump_readings.py", "pump_readings.csv")]
    [InlineData("examples/churn", "make_customers.py", "customers.csv")]
    public async Task A_data_set_is_what_its_script_writes(string below, string script, string data)
    {
        var python = await Python.RequireAsync();
        using var folder = new TempPipeline();
        var source = Path.Combine(TempPipeline.Repository, below);

        await python.RunAsync(source, $"{script} --out \"{folder.PathOf("made.csv")}\"", "data");

        Assert.Equal(File.ReadAllBytes(Path.Combine(source, data)), File.ReadAllBytes(folder.PathOf("made.csv")));
    }

    [Fact]
    public async Task Another_data_set_with_categories_is_trained_on_by_its_data_contract()
    {
        using var run = PipelineRun.OfSample(await Python.RequireAsync());
        var example = Path.Combine(TempPipeline.Repository, "examples", "churn");
        run.Give("training_data", Path.Combine(example, "customers.csv"));
        run.Contract = Path.Combine(example, "dataset.yml");

        await run.RunAsync(output);

        var metadata = run.Json("register", "registered", "metadata.json");
        Assert.Equal("customer-churn", (string)metadata["name"]!);
        Assert.InRange((double)metadata["metrics"]!["roc_auc"]!, 0.75, 0.95);
        Assert.Equal(["tenure_months", "plan", "payment", "monthly_fee", "usage_gb", "support_calls", "outage_hours"],
            metadata["dataset"]!["features"]!.AsObject().Select(feature => feature.Key));
        var golden = run.Json("register", "registered", "golden.json");
        Assert.Contains((string)golden["request"]!["data"]![0]!["plan"]!, (string[])["basic", "plus", "business"]);
        Assert.All(golden["response"]!["predictions"]!.AsArray(),
            prediction => Assert.Contains("left_within_30_days", prediction!.AsObject().Select(each => each.Key)));
    }
}
