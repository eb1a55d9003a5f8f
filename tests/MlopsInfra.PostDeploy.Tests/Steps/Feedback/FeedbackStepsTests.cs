using System.Text.Json.Nodes;
using static MlopsInfra.PostDeploy.Tests.Steps.Feedback.FeedbackScene;

namespace MlopsInfra.PostDeploy.Tests.Steps.Feedback;

/// <summary>What comes back from scoring becomes a training set; what cannot is counted, and put aside with its reason.</summary>
public sealed class FeedbackStepsTests(ITestOutputHelper output)
{
    private const string Header = "reading_date,pump_id,age_years,flow_m3h,pressure_bar,temperature_c,vibration_mm_s,power_kw,"
        + "hours_since_service,failed_within_7_days";

    [Fact]
    public async Task Requests_predictions_and_labels_become_the_training_set_that_the_training_pipeline_takes()
    {
        using var scene = await StartAsync();
        scene.Score("r1", "2026-03-06T05:10:00.123Z", Row("P1", "2026-03-06"), Row("P2", "2026-03-06"));
        scene.Label("r1", "2026-03-07T00:00:00Z", 1);
        scene.Label("r1", "2026-03-07T00:00:00Z", 0, row: 1);
        scene.Score("r2", "2026-03-05T23:59:59Z", Row("P1", "2026-03-05", ("power_kw", null)));
        scene.Append("logs/labels/2026/03/07/b.csv",
            "requestId,row,time,failed_within_7_days\nr2,0,2026-03-07T01:00:00Z,1\nr3,,2026-03-07T01:00:00Z,0\n");
        // Without a date of its own, a row is of the time at which it was asked about.
        scene.Score("r3", "2026-03-04T12:00:00Z", Row("P3", "", ("reading_date", null)));

        await scene.RunAsync(output);

        Assert.Equal([Header,
            "2026-03-04T12:00:00Z,P3,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,0",
            "2026-03-05T00:00:00Z,P1,4.5,99.5,6.1,45.2,2.1,,1200.0,1",
            "2026-03-06T00:00:00Z,P1,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,1",
            "2026-03-06T00:00:00Z,P2,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,0"],
            scene.Set);
        Assert.Equal(["r1", "r2", "r3"], scene.Outcome["requests"]!.AsArray().Select(id => (string?)id));
        Assert.Equal(("version", "4", "4", "0", "2026-03-01T00:00:00Z/2026-03-08T00:00:00Z"),
            (Told("mlops.feedback"), Told("mlops.feedback.rows"), Told("mlops.feedback.total"),
                Told("mlops.feedback.quarantined"), Told("mlops.feedback.window")));
        using var training = PipelineRun.OfSample(await Python.RequireAsync());
        training.Give("training_data", scene.SetFolder);
        training.Give("test_fraction", "0.4");
        await training.RunAsync(output, until: "prepare");
        Assert.Equal(4, (int)training.Json("prepare", "prepared", "summary.json")["rows_read"]!);

        string? Told(string name) => (string?)scene.Published[name];
    }

    [Fact]
    public async Task What_cannot_be_used_is_counted_and_put_aside_with_its_reason_and_nothing_else_is_lost()
    {
        using var scene = await StartAsync();
        const string at = "2026-03-07T05:10:00Z";
        scene.Score("good", at, Row("P1", "2026-03-07"));
        scene.Score("good", at, Row("P1", "2026-03-07"));
        scene.Score("other", at, Row("P2", "2026-03-07"));
        scene.Ask("other", at, Row("P2", "2026-03-07", ("age_years", 9)));
        scene.Score("text", at, Row("P3", "2026-03-07", ("age_years", "old")));
        scene.Score("range", at, Row("P4", "2026-03-07", ("age_years", 400), ("power_kw", -1)));
        scene.Score("extra", at, Row("P5", "2026-03-07", ("phone", "555-0100")));
        scene.Score("key", at, Row("", "2026-03-07", ("pump_id", null)));
        scene.Score("date", at, Row("P6", "yesterday"));
        scene.Score("tomorrow", at, Row("P7", "2026-05-01"));
        scene.Log("inputs", at, """{"time":"2026-03-07T05:10:00Z","requestId":"cut","da""" + "\n");
        scene.Log("inputs", at, "[1,2]\n\n{\"a\":1}\n");
        scene.Log("inputs", at, """{"kind":"notice","time":"2026-03-07T05:59:00Z","replica":"r1","late":7,"lost":3}""" + "\n");
        scene.Log("inputs", at, """{"time":"2027-01-01T00:00:00Z","requestId":"clock","status":200,"data":[{"pump_id":"P8"}]}""" + "\n");
        scene.Ask("unanswered", at, Row("P9", "2026-03-07"));
        scene.Answer("unasked", at);
        scene.Score("waiting", at, Row("P10", "2026-03-07"));
        foreach (var request in (string[])["good", "other", "text", "range", "extra", "key", "date", "tomorrow", "nobody"])
            scene.Label(request, "2026-03-07T20:00:00Z", 1);
        scene.Label("good", "2026-03-07T20:00:00Z", 1);
        scene.Label("extra", "2026-03-07T21:00:00Z", 0);
        scene.Label("waiting", "2026-03-07T21:00:00Z", 7);

        await scene.RunAsync(output);

        Assert.Equal(["2026-03-07,P1,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,1", "2026-03-07,P2,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,1",
            "2026-03-07,P5,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,0"], scene.Set[1..].Order(StringComparer.Ordinal));
        Assert.Equal([
            "a label without a prediction",
            "a line that is cut off, or no JSON object",
            "a line without the id of a request",
            "age_years: expected a number, got a text",
            "another request with this id has other values",
            "failed_within_7_days: expected one of 0, 1",
            "its time is far from its hour, 2026-03-07T05Z: a clock is wrong",
            "out of range: age_years,power_kw",
            "pump_id: missing; a training set tells rows apart by it",
            "reading_date: expected a time such as 2026-03-08 or 2026-03-08T06:30:00Z",
            "reading_date: lies a day or more after its request: a clock is wrong",
        ], scene.Reasons);
        Assert.Equal(
            "badValues 1, conflicts 1, duplicates 1, labelsBad 1, labelsCorrected 1, labelsTwice 1, labelsWithoutPrediction 1, "
                + "late 7, lost 3, outOfRange 1, pending 1, skewed 1, strange 1, truncated 2, unknownColumns 1, withoutInput 1, "
                + "withoutPrediction 1",
            string.Join(", ", ("badValues conflicts duplicates labelsBad labelsCorrected labelsTwice labelsWithoutPrediction "
                + "late lost outOfRange pending skewed strange truncated unknownColumns withoutInput withoutPrediction")
                .Split(' ').Select(name => $"{name} {scene.Count(name)}")));
        // What a line says may be personal: a quarantine says where it is.
        var quarantine = await File.ReadAllTextAsync(Path.Combine(scene.SetFolder, "quarantine.jsonl"));
        Assert.DoesNotContain("555-0100", quarantine, StringComparison.Ordinal);
        Assert.Equal("phone", (string?)scene.Published["mlops.feedback.unknown"]);
    }

    [Fact]
    public async Task A_label_that_comes_weeks_later_finds_its_row_and_the_set_grows_by_it()
    {
        using var scene = await StartAsync();
        scene.Give("days", "2");
        var old = scene.Append("base/old.csv", $"{Header}\n2026-01-05,P1,1.0,2,3,4,5,6,7,1\n2026-01-06,P1,1,2,3,4,5,6,7,0\n");
        scene.Give("base", Path.GetDirectoryName(old)!);
        scene.Score("late", "2026-02-12T05:00:00Z", Row("P1", "2026-02-12"));
        scene.Label("late", "2026-03-07T09:00:00Z", 1);
        scene.Score("corrected", "2026-03-06T05:00:00Z", Row("P1", "2026-01-06"));
        scene.Label("corrected", "2026-03-07T09:00:00Z", 1);
        scene.Score("lost", "2026-01-12T05:00:00Z", Row("P1", "2026-01-12"));
        scene.Label("lost", "2026-03-07T09:00:00Z", 1);

        await scene.RunAsync(output);

        Assert.Equal(["2026-01-05,P1,1.0,2.0,3.0,4.0,5.0,6.0,7.0,1", "2026-01-06,P1,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,1",
            "2026-02-12,P1,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,1"], scene.Set[1..]);
        Assert.Equal((1, 1, 2, 1, 3), (scene.Count("foundBack"), scene.Count("labelsWithoutPrediction"), scene.Count("new"),
            scene.Count("replaced"), scene.Count("total")));
    }

    [Fact]
    public async Task The_same_rows_are_the_same_set_however_they_came_and_what_the_base_has_is_nothing_new()
    {
        using var first = await StartAsync();
        using var second = await StartAsync();
        foreach (var day in Enumerable.Range(1, 7)) Score(first, day);
        foreach (var day in Enumerable.Range(1, 7).Reverse()) Score(second, day);

        await first.RunAsync(output);
        second.Give("days", "30");
        await second.RunAsync(output);

        Assert.Equal(first.Set, second.Set);
        using var third = await StartAsync();
        third.Give("base", first.SetFolder);
        foreach (var day in Enumerable.Range(1, 7)) Score(third, day);
        await third.RunAsync(output);
        Assert.Equal(("nothing-new", "all labelled rows are known"),
            ((string?)third.Outcome["outcome"], (string?)third.Outcome["reason"]));

        static void Score(FeedbackScene scene, int day)
        {
            scene.Score($"r{day}", $"2026-03-0{day}T08:00:00Z", Row("P1", $"2026-03-0{day}"));
            scene.Label($"r{day}", $"2026-03-0{day}T09:00:00Z", day % 2);
        }
    }

    [Theory]
    [InlineData(0, 0, "nothing-collected", "no request was logged in the window")]
    [InlineData(3, 0, "nothing-new", "3 rows wait for their labels")]
    [InlineData(3, 2, "too-few-rows", "2 new rows are fewer than 3")]
    [InlineData(3, 3, "version", "3 new rows, 3 in all")]
    public async Task A_window_with_too_little_makes_no_version_and_says_so(int rows, int labels, string outcome, string reason)
    {
        using var scene = await StartAsync();
        scene.Give("minimum_rows", "3");
        for (var row = 0; row < rows; row++) scene.Score($"r{row}", "2026-03-07T05:00:00Z", Row($"P{row}", "2026-03-07"));
        for (var row = 0; row < labels; row++) scene.Label($"r{row}", "2026-03-07T06:00:00Z", 1);

        await scene.RunAsync(output);

        Assert.Equal((outcome, reason, outcome == "version"),
            ((string?)scene.Published["mlops.feedback"], (string?)scene.Published["mlops.feedback.reason"], scene.HasSet));
    }

    [Fact]
    public async Task A_feature_that_vanished_ends_the_run_and_makes_no_version()
    {
        using var scene = await StartAsync();
        var row = Row("P1", "2026-03-07", ("flow_m3_h", 12));
        row.Remove("flow_m3h");
        scene.Score("r1", "2026-03-07T05:00:00Z", row);
        scene.Label("r1", "2026-03-07T06:00:00Z", 1);

        var failure = await Assert.ThrowsAsync<StepFailedException>(() => scene.RunAsync(output));

        Assert.Equal(("publish", 2), (failure.Step, failure.ExitCode));
        Assert.StartsWith("error: no row has flow_m3h; rows have the unknown flow_m3_h. Look at what the callers send, "
            + "or take the feature out of dataset.yml. No version was made; the logs stay", failure.Error,
            StringComparison.Ordinal);
        Assert.Equal(("feature-vanished", false), ((string?)scene.Published["mlops.feedback"], scene.HasSet));
    }
}
