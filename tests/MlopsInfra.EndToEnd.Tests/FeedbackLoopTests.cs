using System.Text.Json;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// The loop, offline: a model serves for days, the world drifts, monitoring sees it, what came back becomes training data, its
/// arrival trains a better model, which is released, and for which the drifted world is what it knows.
/// </summary>
public sealed class FeedbackLoopTests : IDisposable
{
    // A pump station is refitted: what three of its sensors say means something else since.
    private static readonly string[] Drift =
        ["--drift", "vibration_mm_s=4", "--drift", "hours_since_service=4", "--drift", "pressure_bar=-4"];

    private readonly Mlops _mlops = new();

    public void Dispose() => _mlops.Dispose();

    [Fact]
    public async Task A_drift_is_seen_trained_on_and_released_and_the_new_model_leads_back_to_its_data()
    {
        await MachineLearningPython.RequireAsync();
        (await _mlops.LocalAsync("up", "dev")).ExitsWith(0);
        await using var served = await ServedCloud.StartAsync(_mlops, "dev");
        var first = (await RunAsync(0, "run", "dev")).GetProperty("model");
        await RunAsync(0, "release", "dev");

        // Days like those that it was trained on.
        await SimulateAsync("3", "2026-06-04");
        Assert.Equal("stable", Text(await MonitorAsync(0, "2026-06-04"), "outcome"));

        // The sensors shift; outcomes are known half a day later.
        await SimulateAsync("12", "2026-06-16", Drift);
        var breach = await MonitorAsync(1, "2026-06-16");
        Assert.Equal(("breach", "DriftFound"), (Text(breach, "outcome"), Text(breach.GetProperty("error"), "code")));
        Assert.Contains("vibration_mm_s", Text(breach, "reason"), StringComparison.Ordinal);

        // They stay as they are now: what came back since, and nothing from before, is a version of the training data of its own.
        // Its arrival starts training.
        var feedback = (await RunAsync(0, "run", "dev", "--pipeline", "collect_feedback", "--input", "days=12", "--input",
            "until=2026-06-16T00:00:00Z", "--input", "lookback_days=0", "--input", "add_to=none", "--input",
            "start_training=true", "--input", "minimum_hours_between_runs=0")).GetProperty("tags");
        var version = Text(feedback, "mlops.feedback.version");
        Assert.StartsWith("started", Text(feedback, "mlops.feedback.training"), StringComparison.Ordinal);
        var job = await TrainedAsync(version);
        Assert.Equal(("Completed", ""), job);

        // The gate let it through against the champion, so it is what is released next.
        var second = await RunAsync(0, "release", "dev");
        var released = Text(second.GetProperty("model"), "version");
        Assert.NotEqual(Text(first, "version"), released);

        // For it, the shifted world is what it knows.
        await SimulateAsync("2", "2026-06-18", Drift);
        var after = await MonitorAsync(0, "2026-06-18");
        Assert.Equal(("stable", $"pump-failures:{released}"), (Text(after, "outcome"), Text(after, "model")));

        // And back: from what serves to the data, and to the window that it came from.
        var trace = (await RunAsync(0, "trace", "dev")).GetProperty("chains")[0].GetProperty("links").EnumerateArray().ToList();
        var set = Assert.Single(trace, link => Text(link, "kind") == "asset").ToString();
        Assert.Contains($"training_data:{version}", set, StringComparison.Ordinal);
        Assert.Contains("2026-06-04T00:00:00Z/2026-06-16T00:00:00Z", set, StringComparison.Ordinal);
    }

    private Task SimulateAsync(string days, string until, params string[] more) => _mlops.LocalAsync(
        ["simulate", "dev", "--days", days, "--until", until, "--requests", "120", "--label-delay", "12h", .. more, "--json"])
        .ContinueWith(run => run.Result.ExitsWith(0), TaskScheduler.Default);

    private Task<JsonElement> MonitorAsync(int code, string until) =>
        RunAsync(code, "monitor", "dev", "--days", "2", "--until", $"{until}T00:00:00Z");

    private async Task<JsonElement> RunAsync(int code, params string[] words) =>
        (await _mlops.RunAsync([.. words, "--local", "--json", "--store", _mlops.Store])).ExitsWith(code).Json();

    // The job that the arrival of the set started, once it has ended.
    private async Task<(string Status, string Error)> TrainedAsync(string version)
    {
        for (var look = 0; look < 240; look++)
        {
            var jobs = (await _mlops.LocalAsync("jobs", "dev", "--json")).ExitsWith(0).Json().GetProperty("jobs");
            var arrived = jobs.EnumerateArray()
                .Where(each => Text(each, "name").StartsWith("arrival-", StringComparison.Ordinal)).ToList();
            if (arrived is [var job, ..] && Text(job, "status") is "Completed" or "Failed" or "Canceled")
                return (Text(arrived[0], "status"), arrived[0].TryGetProperty("error", out var error) ? error.ToString() : "");
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"No job was started by the arrival of {version}.");
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString() ?? "";
}
