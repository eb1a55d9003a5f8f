using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.PostDeploy.Tests.Steps.Feedback;

/// <summary>The feedback pipeline on logs that a test writes, in the form of the scoring service.</summary>
internal sealed class FeedbackScene : IDisposable
{
    /// <summary>The end of every window here.</summary>
    public const string Until = "2026-03-08T00:00:00Z";

    private readonly PipelineRun _run;
    private readonly Python _python;

    private FeedbackScene(PipelineRun run, Python python)
    {
        _run = run;
        _python = python;
        foreach (var log in (string[])["inputs", "predictions", "labels"])
        {
            var folder = Path.GetDirectoryName(run.Write($"logs/{log}/.keep", ""))!;
            run.Give(log, folder);
        }

        run.Give("until", Until);
        run.Give("minimum_rows", "1");
    }

    public static async Task<FeedbackScene> StartAsync()
    {
        var python = await Python.RequireAsync();
        return new FeedbackScene(PipelineRun.Of("feedback", python), python);
    }

    public void Give(string input, string value) => _run.Give(input, value);

    /// <summary>A row of a request, with changes.</summary>
    public static JsonObject Row(string pump, string date, params (string Name, JsonNode? Value)[] changes)
    {
        var row = new JsonObject
        {
            ["pump_id"] = pump, ["reading_date"] = date, ["age_years"] = 4.5, ["flow_m3h"] = 99.5, ["pressure_bar"] = 6.1,
            ["temperature_c"] = 45.2, ["vibration_mm_s"] = 2.1, ["power_kw"] = 30.5, ["hours_since_service"] = 1200,
        };
        foreach (var (name, value) in changes) row[name] = value;
        return row;
    }

    /// <summary>Logs a request and what was predicted, a half for each row.</summary>
    public void Score(string request, string time, params JsonNode[] rows)
    {
        Ask(request, time, rows);
        Answer(request, time, rows.Length);
    }

    public void Ask(string request, string time, params JsonNode[] rows) =>
        Log("inputs", time, Head(request, time, "data", new JsonArray([.. rows.Select(row => row.DeepClone())])));

    public void Answer(string request, string time, int rows = 1) => Log("predictions", time, Head(request, time, "predictions",
        new JsonArray([.. Enumerable.Range(0, rows).Select(_ => new JsonObject { ["probability"] = 0.5 })])));

    public void Label(string request, string time, int label, int row = 0, string file = "a.jsonl") => Append(
        $"logs/labels/{time[..10].Replace('-', '/')}/{file}",
        $$"""{"requestId":"{{request}}","row":{{row}},"time":"{{time}}","failed_within_7_days":{{label}}}""" + "\n");

    /// <summary>Appends a text to the log of an hour.</summary>
    public void Log(string log, string time, string text) =>
        Append($"logs/{log}/{time[..13].Replace('-', '/').Replace('T', '/')}/r1.jsonl", text);

    /// <returns>The path of the file.</returns>
    public string Append(string file, string text)
    {
        var path = _run.PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, text);
        return path;
    }

    public Task RunAsync(ITestOutputHelper output) => _run.RunAsync(output);

    /// <summary>What the transform step says came of it.</summary>
    public JsonNode Outcome => _run.Json("transform", "set", "outcome.json");

    public int Count(string name) => (int?)Outcome["counts"]![name] ?? 0;

    public string SetFolder => _run.Output("transform", "set");

    /// <summary>The lines of the training set.</summary>
    public string[] Set => File.ReadAllLines(Path.Combine(SetFolder, "data.csv"));

    public bool HasSet => File.Exists(Path.Combine(SetFolder, "data.csv"));

    /// <summary>Why something was put aside, each reason once.</summary>
    public string[] Reasons => [.. Quarantine.Select(line => (string)line["reason"]!).Distinct().Order(StringComparer.Ordinal)];

    public JsonNode[] Quarantine =>
        [.. File.ReadAllLines(Path.Combine(SetFolder, "quarantine.jsonl")).Select(line => JsonNode.Parse(line)!)];

    /// <summary>What the publish step would put on the job.</summary>
    public JsonNode Published => _run.Json("publish", "published", "published.json");

    /// <summary>The output of a step, as a folder.</summary>
    public string Output(string step, string output) => _run.Output(step, output);

    /// <summary>Runs a command beside the pipeline's code.</summary>
    public Task<string> PythonAsync(string arguments) =>
        _python.ShellAsync(Path.Combine(TempPipeline.Repository, "pipelines", "feedback", "src"),
            $"export PYTHONPATH='{TempPipeline.Common}'; python {arguments}", "python");

    public void Dispose() => _run.Dispose();

    private static string Head(string request, string time, string name, JsonArray rows) => new JsonObject
    {
        ["time"] = time, ["requestId"] = request, ["status"] = 200, ["model"] = "pump-failures", ["modelVersion"] = "3",
        ["release"] = "rel-3", [name] = rows,
    }.ToJsonString(JsonSerializerOptions.Default) + "\n";
}
