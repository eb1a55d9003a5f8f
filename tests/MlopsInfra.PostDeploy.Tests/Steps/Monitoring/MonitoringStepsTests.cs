using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Steps.Monitoring;

/// <summary>The steps of the monitoring pipeline, one after the other as its YAML wires them.</summary>
public sealed class MonitoringStepsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_day_like_the_reference_is_stable_and_is_measured_by_its_labels()
    {
        using var scene = await MonitoringScene.StartAsync();
        await scene.LogAsync();

        await scene.RunAsync(output);

        Assert.Equal("stable", (string?)scene.Found["outcome"]);
        Assert.Equal(("pump-failures:3", 150, 300), ((string?)scene.Found["model"], (int)scene.Found["rows"]!, (int)scene.Found["labelled"]!));
        Assert.Equal(["2026-03-06", "2026-03-07"], scene.Found["byDay"]!.AsObject().Select(day => day.Key));
        Assert.InRange((double)scene.Found["performance"]!["measures"]!["roc_auc"]!, 0.8, 1);
        Assert.All(scene.Found["features"]!.AsObject(), feature => Assert.Equal("stable", (string?)feature.Value!["state"]));
        // Outside of a job nothing is looked up, and the report says so.
        Assert.Equal("no-reference", (string?)scene.Found["prediction"]!["state"]);
        Assert.Contains("Predictions have no reference: no model is known.", scene.Report, StringComparison.Ordinal);
        Assert.Contains("nothing is kept, sent or started", scene.Said("act"), StringComparison.Ordinal);
        Assert.Equal("stable", (string?)scene.Actions["mlops.monitoring"]);
        // No row of the data is in it.
        Assert.DoesNotContain("r1-0", scene.Report + scene.Found.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("P01", scene.Report + scene.Found.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_that_moved_and_one_that_vanished_are_a_breach_and_unknown_columns_are_named()
    {
        using var scene = await MonitoringScene.StartAsync();
        await scene.LogAsync("""
            {"days": 1, "rows": 150, "shift": {"temperature_c": 1}, "drop": ["power_kw"], "add": {"<b>phone": 1}}
            """.Trim());

        await scene.RunAsync(output);

        Assert.Equal("breach", (string?)scene.Found["outcome"]);
        Assert.Equal(("breach", "vanished", "stable"), (scene.StateOf("temperature_c"), scene.StateOf("power_kw"), scene.StateOf("age_years")));
        Assert.Matches(@"^temperature_c \(psi [\d.]+, js [\d.]+, ks [\d.]+\); power_kw vanished$", (string)scene.Found["reason"]!);
        Assert.Equal(150, (int)scene.Found["unknownColumns"]!["<b>phone"]!);
        Assert.Contains("&lt;b&gt;phone (150 rows)", scene.Report, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", scene.Report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"days": 1, "rows": 99}""", 99)]
    [InlineData("""{"days": 0, "rows": 0}""", 0)]
    public async Task A_window_with_few_rows_or_none_is_too_little_data_and_no_alarm(string settings, int rows)
    {
        using var scene = await MonitoringScene.StartAsync();
        await scene.LogAsync(settings);

        await scene.RunAsync(output);

        Assert.Equal("too-little-data", (string?)scene.Found["outcome"]);
        Assert.Equal($"{rows} rows in the window; at least 100 are needed (minimum_rows)", (string?)scene.Found["reason"]);
        Assert.Contains("Too little data", scene.Report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_without_a_prediction_are_counted_and_what_cannot_be_read_is_too()
    {
        using var scene = await MonitoringScene.StartAsync();
        await scene.LogAsync();
        scene.Write("logs/labels/2026/03/07/b.jsonl", """
            {"requestId":"nobody","row":0,"time":"2026-03-07T10:00:00Z","failed_within_7_days":1}
            {"requestId":"nobody","row":1,"time":"2026-03-07T10:00:00Z","failed_within_7_days":"often"}
            {"requestId":"cut
            """);

        await scene.RunAsync(output);

        var counts = scene.Found["counts"]!;
        Assert.Equal((1, 2), ((int)counts["labelsWithoutPrediction"]!, (int)counts["labelsBad"]!));
        Assert.Equal(300, (int)scene.Found["labelled"]!);
    }

    [Theory]
    [InlineData("reference", "bad/empty", "there is no CSV", "no CSV file in this folder; the reference is the training data of the model")]
    [InlineData("until", "tomorrow", "", "--until is 'tomorrow'; expected a time such as 2026-03-08T00:00:00Z")]
    [InlineData("days", "0", "", "--days is 0.0; expected a number above 0")]
    [InlineData("label_days", "-1", "", "--label-days is -1.0; expected a number above 0")]
    [InlineData("inputs", "bad/none", "", "no such folder; expected a folder, or azureml://datastores/NAME/paths/PATH")]
    public async Task Bad_input_ends_the_step_with_one_line(string input, string value, string text, string expected)
    {
        using var scene = await MonitoringScene.StartAsync();
        if (text.Length > 0) value = Path.GetDirectoryName(scene.Write($"{value}/notes.txt", text))!;
        scene.Give(input, value);

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => scene.RunAsync(output));

        Assert.Equal(("compare", 2), (failure.Step, failure.ExitCode));
        Assert.StartsWith("error: ", failure.Error, StringComparison.Ordinal);
        Assert.EndsWith(expected, failure.Error.Trim(), StringComparison.Ordinal);
        Assert.Single(failure.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("features: {speed: {psi: 0.1}}", "(1): features.speed: there is no feature 'speed'; dataset.yml has age_years, flow_m3h, ")]
    [InlineData("minimum_rows: 10\nnumbers: {psy: 1}", "(2): numbers.psy: 'psy' is not known; known are psi, js, ks, missing, outOfRange")]
    [InlineData("numbers: {psi: high}", "(1): numbers.psi: 'high' is no threshold; expected a number, 0 or more, or 'off'")]
    [InlineData("minimum_rows: 0.5", "(1): minimum_rows: 'minimum_rows' is '0.5'; expected a whole number, 1 or more")]
    [InlineData("significance: 2", "(1): significance: 'significance' is '2'; expected a probability above 0, 1 at most ")]
    [InlineData("numbers: [", "(1): no YAML: ")]
    public async Task Thresholds_that_mean_nothing_are_told_by_file_and_line(string text, string expected)
    {
        var python = await Python.RequireAsync();
        using var work = new TempPipeline();
        work.Write("limits.yml", text);

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => MonitorAsync(python, work, "--thresholds limits.yml"));

        Assert.Equal(2, failure.ExitCode);
        Assert.StartsWith($"error: limits.yml{expected}", failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thresholds_of_a_feature_go_before_those_of_all_and_off_takes_one_out()
    {
        var python = await Python.RequireAsync();
        using var work = new TempPipeline();
        work.Write("limits.yml", """
            numbers: {psi: 0.3}
            features:
              temperature_c: {psi: 0.6, ks: off}
              power_kw: off
            """);
        var pipelines = Path.GetDirectoryName(TempPipeline.Sample)!;
        await python.RunAsync(work.Path, $"'{MonitoringStatisticsTests.Script("logs.py")}' '{pipelines}' . "
            + """'{"days": 1, "rows": 200, "drop": ["power_kw"], "shift": {"temperature_c": 0.6}}'""", "logs");

        await MonitorAsync(python, work, "--thresholds limits.yml");

        var features = JsonNode.Parse(File.ReadAllText(work.PathOf("out/metrics.json")))!["features"]!;
        Assert.Equal("not-judged", (string?)features["power_kw"]!["state"]);
        Assert.Equal((0.6, "not-judged"), ((double)features["temperature_c"]!["statistics"]!["psi"]!["threshold"]!,
            (string?)features["temperature_c"]!["statistics"]!["ks"]!["state"]));
        Assert.Equal(0.3, (double)features["age_years"]!["statistics"]!["psi"]!["threshold"]!);
    }

    [Fact]
    public async Task Many_machines_find_what_one_does()
    {
        var python = await Python.RequireAsync();
        using var work = new TempPipeline();
        var pipelines = Path.GetDirectoryName(TempPipeline.Sample)!;
        await python.RunAsync(work.Path, $"'{MonitoringStatisticsTests.Script("logs.py")}' '{pipelines}' . "
            + """'{"days": 2, "rows": 150, "shift": {"temperature_c": 1}}'""", "logs");
        await MonitorAsync(python, work, "--label-days 2");

        await StepAsync(python, work, "plan.py", $"{Sources} --label-days 2 --hours 5 --plan plan --parts parts");
        work.Write("map.py", $"""
            import sys
            from pathlib import Path
            sys.path.insert(0, '{pipelines}/monitoring/src')
            import summarize
            summarize.init()
            for part in sorted(Path("parts").iterdir()):
                print(*summarize.run([str(part)]), sep="\n")
            """);
        work.Write("rows.txt", await python.RunAsync(work.Path,
            "map.py --plan plan --inputs inputs --predictions predictions --labels labels --of-the-driver 1", "map"));
        await StepAsync(python, work, "compare_parts.py", "--plan plan --summaries rows.txt --labels labels --comparison parallel");

        Assert.Equal(10, Directory.GetFiles(work.PathOf("parts")).Length);
        var (one, many) = (JsonNode.Parse(File.ReadAllText(work.PathOf("out/metrics.json")))!,
            JsonNode.Parse(File.ReadAllText(work.PathOf("parallel/metrics.json")))!);
        foreach (var name in (string[])["outcome", "reason", "features", "rows", "labelled", "counts", "histograms", "models"])
            Assert.True(JsonNode.DeepEquals(one[name], many[name]), $"{name}: {one[name]?.ToJsonString()} / {many[name]?.ToJsonString()}");
        Assert.Equal("breach", (string?)many["outcome"]);
    }

    private const string Sources = "--inputs inputs --predictions predictions --labels labels --until 2026-03-08T00:00:00Z "
        + "--reference ../../training/data";

    private static Task MonitorAsync(Python python, TempPipeline work, string more)
    {
        foreach (var log in (string[])["inputs", "predictions", "labels"]) Directory.CreateDirectory(work.PathOf(log));
        return StepAsync(python, work, "monitor.py", $"{Sources} {more} --comparison out");
    }

    private static Task<string> StepAsync(Python python, TempPipeline work, string step, string arguments)
    {
        var pipelines = Path.GetDirectoryName(TempPipeline.Sample)!;
        arguments = arguments.Replace("../../training", $"{pipelines}/training", StringComparison.Ordinal);
        return python.ShellAsync(work.Path, $"export PYTHONPATH='{pipelines}/common'; python '{pipelines}/monitoring/src/{step}' {arguments}",
            step);
    }
}
