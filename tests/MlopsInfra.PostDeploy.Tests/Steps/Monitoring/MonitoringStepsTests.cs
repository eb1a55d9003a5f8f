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
        Assert.Equal(("pump-failures:3", 150, 300),
            ((string?)scene.Found["model"], (int)scene.Found["rows"]!, (int)scene.Found["labelled"]!));
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
        Assert.Equal(("breach", "vanished", "stable"),
            (scene.StateOf("temperature_c"), scene.StateOf("power_kw"), scene.StateOf("age_years")));
        Assert.Matches(@"^temperature_c \(psi [\d.]+, js [\d.]+, ks [\d.]+\); power_kw vanished$",
            (string)scene.Found["reason"]!);
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
    [InlineData("reference", "bad/empty", "no CSV",
        "no CSV file in this folder; the reference is the training data of the model")]
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
}
