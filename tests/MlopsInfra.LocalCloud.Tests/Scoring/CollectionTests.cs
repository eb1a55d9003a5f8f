using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Scoring;

/// <summary>What the scoring service collects, where storage is away for long, processes die, and clocks differ.</summary>
public sealed class CollectionTests : IDisposable
{
    private const string Reading = """{"data":[{"age_years":8.0}]}""";

    private readonly string _folder = TestFolders.Create("mlops-collection-").FullName;

    private static readonly string Storage = Path.Combine(Repository.Root, "tests", "MlopsInfra.LocalCloud.Tests", "Scoring",
        "stands_for_storage.py");

    private string Predictions => Directory.CreateDirectory(Path.Combine(_folder, "predictions")).FullName;

    private string Spill => Path.Combine(_folder, "spill");

    [Fact]
    public async Task While_storage_is_closed_nothing_is_lost_though_processes_end_and_are_killed()
    {
        await using (var first = await StartAsync())
        {
            await ScoreAsync(first, 40);
            await first.EndAsync();
            Assert.Matches("40 wait in .* for the next process", first.Output);
        }

        await using (var second = await StartAsync())
        {
            await ScoreAsync(second, 30);
            // Two tries have failed: all of it is on disk.
            await second.LineAsync("scoring: log of predictions: 70 wait for another try (70 of them on disk), after OSError");
            await second.KillAsync();
        }

        await using var third = await StartAsync();
        await ScoreAsync(third, 20);
        Open();
        var lines = await LinesAsync(90);

        // In their order, each once; and whoever reads it knows that the lines of the closed time came late.
        Assert.Equal([40, 30, 20], lines.GroupBy(line => (string)line["process"]!).Select(process =>
        {
            Assert.Equal(Enumerable.Range(1, process.Count()), process.Select(line => (int)line["sequence"]!));
            return process.Count();
        }));
        var notices = await NoticesAsync();
        Assert.Equal((0, true), (notices.Sum(notice => (int)notice["lost"]!), notices.Sum(notice => (int)notice["late"]!) >= 70));
        Assert.All(notices, notice => Assert.True(
            string.CompareOrdinal((string)notice["from"]!, (string)notice["until"]!) <= 0));
        await Eventually.FindAsync(() => Task.FromResult(Directory.EnumerateFiles(Spill).Any() ? null : ""));
    }

    [Fact]
    public async Task A_server_that_forks_after_loading_logs_each_line_once_with_numbers_of_each_process()
    {
        using var context = await ScoringContext.CreateOrSkipAsync();

        await context.RunAsync(Path.Combine(Path.GetDirectoryName(Storage)!, "forks.py"), Predictions);

        // A child that ended while storage was closed left its lines to its parent, which takes over such once a minute: the next
        // process does at once.
        Open();
        await using var next = await StartAsync(folder: Path.Combine(Predictions, "spill"));
        var lines = await LinesAsync(130);
        Assert.Equal([30, 30, 30, 40], lines.GroupBy(line => (string)line["process"]!).Select(process =>
        {
            Assert.Equal(Enumerable.Range(1, process.Count()),
                process.Select(line => (int)line["sequence"]!).Order());
            return process.Count();
        }).Order());
    }

    [Fact]
    public async Task What_there_is_no_room_for_on_disk_is_counted_in_a_notice_of_its_hour()
    {
        await using var service = await StartAsync(megabytes: "0.005");
        await ScoreAsync(service, 60);
        await service.LineAsync("scoring: log of predictions:");
        await Eventually.FindAsync(() => Task.FromResult(
            Directory.Exists(Spill) && Directory.EnumerateFiles(Spill, "*.jsonl").Any() ? "" : null));
        Open();

        var notices = await NoticesAsync();
        var lost = notices.Sum(notice => (int)notice["lost"]!);
        Assert.InRange(lost, 1, 60);
        Assert.Equal(60 - lost, (await LinesAsync(60 - lost)).Count);
    }

    [Fact]
    public async Task A_request_is_logged_by_the_time_that_its_header_says_and_a_bad_one_by_the_clock()
    {
        Open();
        await using var service = await StartAsync();
        string[] times =
        [
            "2026-01-31T23:30:00-02:00", "yesterday", "2026-01-31T23:30:00", "9999-12-31T23:59:59-05:00",
            "0001-01-01T00:00:00+14:00",
            "1999-12-31T23:59:59Z",
        ];
        foreach (var time in times) Assert.Equal(200, (await service.ScoreAsync(Reading, time: time)).Status);

        var lines = await LinesAsync(times.Length);

        Assert.Equal("2026-02-01T01:30:00.000Z", (string?)Assert.Single(lines, line => line["timeIgnored"] is null)["time"]);
        Assert.True(File.Exists(Path.Combine(Predictions, "2026/02/01/01/one.jsonl")));
        Assert.All(lines.Where(line => line["timeIgnored"] is not null),
            line => Assert.Equal(DateTime.UtcNow, (DateTime)line["time"]!, TimeSpan.FromMinutes(5)));
        Assert.Single(service.Output.Split('\n'),
            line => line.Contains("expected a time with its zone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_data_collector_s_package_gets_tables_with_id_and_time_of_the_request_and_its_faults_fail_nothing()
    {
        await using var service = await ScoringProcess.StartOrSkipAsync(
            new Dictionary<string, string> { ["AZUREML_MDC_ENABLED"] = "true", ["SCORING_TIME_HEADER"] = "x-mlops-time" },
            await File.ReadAllTextAsync(Storage.Replace("storage.py", "data_collector.py", StringComparison.Ordinal),
                TestContext.Current.CancellationToken));

        var answer = await service.ScoreAsync(Reading, time: "2026-01-31T12:00:00Z");
        var many = await service.ScoreAsync("""{"data":[{"age_years":8.0},{"age_years":1.0}]}""");

        Assert.Equal((200, 200), (answer.Status, many.Status));
        var id = (string?)answer.Body["requestId"];
        Assert.Equal($$"""collected model_inputs DataFrame [{"age_years":8.0}] {{id}} 1769860800""",
            await service.LineAsync("collected model_inputs"));
        Assert.EndsWith($" {id} 1769860800", await service.LineAsync("collected model_outputs"), StringComparison.Ordinal);
        Assert.Equal("scoring: data collector: 1 not collected so far, as message queue is full, drop the data",
            await service.LineAsync("scoring: data collector:"));
    }

    [Fact]
    public async Task A_data_collector_without_an_agent_fails_no_request()
    {
        await using var service = await ScoringProcess.StartOrSkipAsync(new Dictionary<string, string>
        {
            ["AZUREML_MDC_ENABLED"] = "true", ["AZUREML_MDC_PORT"] = "1",
        }, "import sys\nsys.modules['azureml.ai.monitoring'] = None");

        Assert.Equal(200, (await service.ScoreAsync(Reading)).Status);

        Assert.Matches("2 wait for another try, after URLError", await service.LineAsync("scoring: data collector: 2 wait"));
        Assert.Equal(200, (await service.ScoreAsync(Reading)).Status);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<ScoringProcess> StartAsync(string megabytes = "1", string? folder = null) =>
        await ScoringProcess.StartOrSkipAsync(
        new Dictionary<string, string>
        {
            ["PREDICTIONS_URL"] = Predictions, ["HOSTNAME"] = "one", ["SCORING_TIME_HEADER"] = "x-mlops-time",
            ["SCORING_SPILL_FOLDER"] = folder ?? Spill, ["SCORING_SPILL_MEGABYTES"] = megabytes,
        }, await File.ReadAllTextAsync(Storage, TestContext.Current.CancellationToken));

    private void Open() => File.WriteAllText(Path.Combine(Predictions, "open"), "");

    private static async Task ScoreAsync(ScoringProcess service, int count)
    {
        for (var i = 0; i < count; i++) Assert.Equal(200, (await service.ScoreAsync(Reading)).Status);
    }

    private Task<List<JsonNode>> LinesAsync(int count) => Eventually.FindAsync(() =>
        Task.FromResult(Read().Where(line => line["kind"] is null).ToList() is var found && found.Count >= count ? found : null));

    private Task<List<JsonNode>> NoticesAsync() => Eventually.FindAsync(() =>
        Task.FromResult(Read().Where(line => line["kind"] is not null).ToList() is { Count: > 0 } found ? found : null));

    private IEnumerable<JsonNode> Read() => Directory.EnumerateFiles(Predictions, "*.jsonl", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).Select(line => JsonNode.Parse(line)!);
}
