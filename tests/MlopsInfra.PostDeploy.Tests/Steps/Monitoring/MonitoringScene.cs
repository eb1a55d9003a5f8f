using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Steps.Monitoring;

/// <summary>The monitoring pipeline on logs of a week that a script makes of the sample's data, 150 rows a day.</summary>
internal sealed class MonitoringScene : IDisposable
{
    private readonly PipelineRun _run;
    private readonly Python _python;

    private MonitoringScene(PipelineRun run, Python python)
    {
        _run = run;
        _python = python;
        foreach (var log in (string[])["inputs", "predictions", "labels"])
            run.Give(log, Path.GetDirectoryName(run.Write($"logs/{log}/.keep", ""))!);
        run.Give("reference", Path.Combine(TempPipeline.Sample, "data"));
        run.Give("until", "2026-03-08T00:00:00Z");
    }

    /// <summary>What metrics.json says.</summary>
    public JsonNode Found => _run.Json("act", "report", "metrics.json");

    public string Report => File.ReadAllText(Path.Combine(_run.Output("act", "report"), "report.html"));

    public JsonNode Actions => _run.Json("act", "report", "actions.json");

    public static async Task<MonitoringScene> StartAsync()
    {
        var python = await Python.RequireAsync();
        return new MonitoringScene(PipelineRun.Of("monitoring", python), python);
    }

    /// <summary>Writes logs; settings as logs.py has them.</summary>
    public async Task LogAsync(string settings = """{"days": 2, "rows": 150}""") =>
        await _python.RunAsync(Path.GetDirectoryName(_run.Write("logs/.keep", ""))!,
            $"'{MonitoringStatisticsTests.Script("logs.py")}' '{Path.GetDirectoryName(TempPipeline.Sample)}' . '{settings}'",
            "logs");

    public string Write(string file, string text) => _run.Write(file, text);

    public void Give(string input, string value) => _run.Give(input, value);

    public void Set(string step, string name, string value) => _run.Set(step, (name, value));

    public string Said(string step) => _run.Said(step);

    public Task RunAsync(ITestOutputHelper output) => _run.RunAsync(output);

    public string StateOf(string feature) => (string)Found["features"]![feature]!["state"]!;

    public void Dispose() => _run.Dispose();
}
