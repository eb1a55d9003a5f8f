using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// The feedback pipeline as a user has it: published with its schedule, run over what lies in the environment's containers, on
/// one machine and on many.
/// </summary>
public sealed class FeedbackPipelineTests
{
    [Fact]
    public async Task What_comes_back_from_scoring_becomes_versions_of_the_training_data_and_starts_training_once()
    {
        await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        var outputs = (await mlops.LocalAsync("up", "dev", "--json")).ExitsWith(0).Json().GetProperty("outputs");
        await using var served = await ServedCloud.StartAsync(mlops, "dev");
        var client = new WorkspaceClients(served, outputs);
        var trains = await DeployedAsync();
        (await mlops.RunAsync("publish", "dev", "--local", "--pipeline",
            Path.Combine(Repository.Root, "pipelines", "feedback"), "--store", mlops.Store)).ExitsWith(0);
        Assert.Equal(["collect-feedback"], await client.NamesAsync("schedules"));
        Assert.Equal(trains, await DeployedAsync());

        // Nothing has come back yet.
        var empty = await CollectAsync("collect_feedback");
        Assert.Equal(("nothing-collected", "no request was logged in the window"),
            (Tag(empty, "mlops.feedback"), Tag(empty, "mlops.feedback.reason")));

        // Sixty requests of two days, and the outcomes of forty of them.
        foreach (var (log, lines) in
            (IEnumerable<(string, Func<int, JsonObject>)>)[("scoring-inputs", Asked), ("predictions", Answered)])
            foreach (var hour in
                Enumerable.Range(0, 60).GroupBy(request => Time(request)[..13].Replace('T', '/').Replace('-', '/')))
                await WriteAsync(log, $"{hour.Key}/scoring-0.jsonl", Lines(hour, lines));
        await WriteAsync("labels", "2026/03/07/outcomes.jsonl", Lines(Enumerable.Range(0, 40), Labelled));
        var first = await CollectAsync("collect_feedback");
        Assert.Equal(("version", "40", "20", "0"), (Tag(first, "mlops.feedback"), Tag(first, "mlops.feedback.rows"),
            Tag(first, "mlops.feedback.pending"), Tag(first, "mlops.feedback.quarantined")));
        var version = await client.GetAsync($"data/training_data/versions/{Tag(first, "mlops.feedback.version")}");
        Assert.Equal(("feedback", "2026-03-01T00:00:00Z/2026-03-08T00:00:00Z", "40"), ((string?)version["tags"]!["mlops.source"],
            (string?)version["tags"]!["mlops.from"], (string?)version["tags"]!["mlops.rows"]));
        Assert.EndsWith(Tag(first, "mlops.feedback.data")!["azureml:/".Length..], (string?)version["dataUri"],
            StringComparison.Ordinal);
        Assert.Equal($"started by training_data/feedback/{Tag(first, "mlops.feedback.version")}/data.csv",
            Tag(first, "mlops.feedback.training"));

        // The rest of them comes late; training was started a moment ago.
        await WriteAsync("labels", "2026/03/07/late.jsonl", Lines(Enumerable.Range(40, 20), Labelled));
        var second = await CollectAsync("collect_feedback");
        Assert.Equal(("version", "20", "60", "0"), (Tag(second, "mlops.feedback"), Tag(second, "mlops.feedback.rows"),
            Tag(second, "mlops.feedback.total"), Tag(second, "mlops.feedback.pending")));
        Assert.StartsWith("not started: the last start was at ", Tag(second, "mlops.feedback.training"),
            StringComparison.Ordinal);

        // Many machines make the same of the same logs, which is the same version; and there is nothing new.
        var parallel = await CollectAsync("collect_feedback_in_parallel", "--input", "add_to=none");
        Assert.Equal(Tag(second, "mlops.feedback.version"), Tag(parallel, "mlops.feedback.version"));
        var again = await CollectAsync("collect_feedback", "--again");
        Assert.Equal(("nothing-new", null), (Tag(again, "mlops.feedback"), Tag(again, "mlops.feedback.version")));

        async Task<JsonElement> CollectAsync(string pipeline, params string[] more) =>
            (await mlops.RunAsync(["run", "dev", "--local", "--store", mlops.Store, "--pipeline", pipeline, "--json", "--input",
                "until=2026-03-08T00:00:00Z", "--input", "minimum_rows=5", "--input", "start_training=true", .. more]))
            .ExitsWith(0).Json().GetProperty("tags");

        Task WriteAsync(string container, string name, string text) =>
            client.Container(container).GetBlobClient(name).UploadAsync(BinaryData.FromString(text));

        async Task<string?> DeployedAsync() =>
            (string?)(await client.GetAsync("batchEndpoints/" + outputs.GetProperty("batchEndpointName").GetString()))[
                "defaults"]!["deploymentName"];
    }

    private static string Lines(IEnumerable<int> requests, Func<int, JsonObject> line) =>
        string.Concat(requests.Select(request => line(request).ToJsonString() + "\n"));

    private static string Time(int request) => $"2026-03-0{5 + request / 30}T0{request % 3}:00:{request:00}Z";

    private static JsonObject Asked(int request) => Head(request, "data", new JsonObject
    {
        ["pump_id"] = $"P{request}", ["reading_date"] = Time(request)[..10], ["age_years"] = 3.5,
        ["flow_m3h"] = 100 + request,
        ["pressure_bar"] = 6.1, ["temperature_c"] = 45.5, ["vibration_mm_s"] = 2,
        ["power_kw"] = 30.5, ["hours_since_service"] = 7,
    });

    private static JsonObject Answered(int request) =>
        Head(request, "predictions", new JsonObject { ["probability"] = 0.25, ["failed_within_7_days"] = 0 });

    private static JsonObject Labelled(int request) => new()
    {
        ["requestId"] = $"r{request}", ["time"] = "2026-03-07T12:00:00Z", ["failed_within_7_days"] = request % 2,
    };

    private static JsonObject Head(int request, string name, JsonObject row) => new()
    {
        ["time"] = Time(request), ["requestId"] = $"r{request}", ["status"] = 200, ["model"] = "pump-failures",
        ["modelVersion"] = "1", ["release"] = "r-1", ["replica"] = "scoring-0", [name] = new JsonArray(row),
    };

    private static string? Tag(JsonElement tags, string name) =>
        tags.TryGetProperty(name, out var value) ? value.GetString() : null;
}
