using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Steps.Monitoring;

/// <summary>Thresholds as people set them, and the form of the pipeline for many machines; by hand, as from a shell.</summary>
public sealed class MonitoringSettingsTests
{
    [Theory]
    [InlineData("features: {speed: {psi: 0.1}}",
        "(1): features.speed: there is no feature 'speed'; dataset.yml has age_years, flow_m3h, ")]
    [InlineData("minimum_rows: 10\nnumbers: {psy: 1}",
        "(2): numbers.psy: 'psy' is not known; known are psi, js, ks, missing, outOfRange")]
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
        await StepAsync(python, work, "compare_parts.py",
            "--plan plan --summaries rows.txt --labels labels --comparison parallel");

        Assert.Equal(10, Directory.GetFiles(work.PathOf("parts")).Length);
        var (one, many) = (JsonNode.Parse(File.ReadAllText(work.PathOf("out/metrics.json")))!,
            JsonNode.Parse(File.ReadAllText(work.PathOf("parallel/metrics.json")))!);
        foreach (var name in (string[])["outcome", "reason", "features", "rows", "labelled", "counts", "histograms", "models"])
        {
            Assert.True(JsonNode.DeepEquals(one[name], many[name]),
                $"{name}: {one[name]?.ToJsonString()} / {many[name]?.ToJsonString()}");
        }

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
        return python.ShellAsync(work.Path,
            $"export PYTHONPATH='{pipelines}/common'; python '{pipelines}/monitoring/src/{step}' {arguments}", step);
    }
}
