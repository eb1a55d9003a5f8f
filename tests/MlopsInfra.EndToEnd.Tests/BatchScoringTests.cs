using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>
/// Files are scored by the published pipeline with the model that was approved: all that can be, once, into the log of the
/// scoring services; what can't is named.
/// </summary>
public sealed class BatchScoringTests
{
    private const int Good = 700;

    [Fact]
    public async Task Each_file_is_scored_once_by_the_champion_and_a_bad_one_is_named_and_stops_no_other()
    {
        var python = await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        using var project = new ProjectCopy();
        project.WriteStack("dev", project.ReadStack("dev") + "  mlops-infra:batchScoring: {enabled: true, suffix: _SUCCESS}\n");
        var outputs = (await mlops.LocalAsync("up", "dev", "--json", "--project", project.Directory)).ExitsWith(0).Json()
            .GetProperty("outputs");
        var published = await mlops.RunAsync("publish", "dev", "--local", "--store", mlops.Store, "--project", project.Directory,
            "--pipeline", Path.Combine(Repository.Root, "pipelines", "batch-scoring"));
        var endpoint = outputs.GetProperty("batchScoringEndpointName").GetString()!;
        Assert.Contains($"batch endpoint {endpoint}", published.ExitsWith(0).Output, StringComparison.Ordinal);
        await using var served = await ServedCloud.StartAsync(mlops, "dev", project.Directory);
        var client = new WorkspaceClients(served, outputs);
        var readings = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "pipelines/training/data/pump_readings.csv"));
        await UploadAsync(client, readings);

        // No model yet.
        var none = await ScoreAsync();
        Assert.Equal("Failed", (string?)none["status"]);
        Assert.Contains("no version of the model 'pump-failures' is in production or approved", Error(none),
            StringComparison.Ordinal);

        var data = await client.UploadAsync("readings", ("pump_readings.csv", readings));
        Assert.Equal("Completed", (string?)(await client.TrainAsync("train-1", data))["status"]);
        var first = await ScoreAsync();

        // Whoever brings bad files is told, once; the others are scored.
        Assert.Equal("Failed", (string?)first["status"]);
        Assert.Contains("4 of 7 files can't be scored, all others are: ", Error(first), StringComparison.Ordinal);
        foreach (var problem in (string[])["empty.csv is empty", "noise.csv is no text in UTF-8", "notes.txt is neither .csv nor",
            "other.csv has no column age_years, flow_m3h"])
            Assert.Contains(problem, Error(first), StringComparison.Ordinal);
        Assert.Equal(("pump-failures:1", "3", "4", $"{Good + 2}", "2"), (Tag(first, "model"), Tag(first, "scored"),
            Tag(first, "failed"), Tag(first, "rows"), Tag(first, "quarantined")));
        var logged = await NamesAsync(client, "predictions");
        Assert.Equal(3, logged.Count(name => name.EndsWith(".jsonl", StringComparison.Ordinal)));

        // The same once more: nothing is new, and nothing is logged twice.
        var second = await ScoreAsync();
        Assert.True((string?)second["status"] == "Completed", second.ToJsonString());
        Assert.Equal(("0", "3", "4"), (Tag(second, "scored"), Tag(second, "already"), Tag(second, "failed")));
        Assert.Equal(logged, await NamesAsync(client, "predictions"));
        var read = await ReadAsync(python, client);
        Assert.Equal((Good + 2, 0, 0, 0, 0),
            (read("rows"), read("duplicates"), read("withoutPrediction"), read("gaps"), read("lost")));

        // New files start it by themselves, with the marker that the settings name; the marker is no file to score.
        var late = client.Container("batch-inputs");
        await late.GetBlobClient("late/more.csv").UploadAsync(Text(string.Join('\n', readings.Split('\n')[..11])));
        await late.GetBlobClient("late/_SUCCESS").UploadAsync(Text(""));
        var arrived = await client.EndAsync(await ArrivedAsync(client));
        Assert.True((string?)arrived["status"] == "Completed", arrived.ToJsonString());
        Assert.Equal(("1", "1", "10"), (Tag(arrived, "files"), Tag(arrived, "scored"), Tag(arrived, "rows")));

        Task<JsonNode> ScoreAsync() => client.InvokeAsync(endpoint, new JsonObject
        {
            ["files"] = new JsonObject
            {
                ["JobInputType"] = "UriFolder", ["Uri"] = "azureml://datastores/batch_inputs/paths/day/",
            },
        });
    }

    private static async Task UploadAsync(WorkspaceClients client, string readings)
    {
        var lines = readings.Split('\n');
        var container = client.Container("batch-inputs");
        foreach (var (name, content) in new (string, BinaryData)[]
        {
            ("good.csv", Text(string.Join('\n', lines[..(Good + 1)]))),
            // The end of the second row is missing.
            ("cut.csv", Text(string.Join('\n', lines[..3])[..^9])),
            ("rows.jsonl", Text("""{"pump_id":"P1","age_years":3,"flow_m3h":20}""" + "\n" + """{"age_years":"old"}""")),
            ("empty.csv", Text("")),
            ("noise.csv", BinaryData.FromBytes([.. Enumerable.Range(0, 500).Select(number => (byte)(255 - number % 64))])),
            ("other.csv", Text("a,b\n1,2\n")),
            ("notes.txt", Text("to do")),
        })
            await container.GetBlobClient($"day/{name}").UploadAsync(content);
    }

    private static async Task<string> ArrivedAsync(WorkspaceClients client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var names = await client.NamesAsync("jobs");
            if (names.FirstOrDefault(name => name.StartsWith("arrival-", StringComparison.Ordinal)) is { } found) return found;
            await Task.Delay(500, patience.Token);
        }
    }

    // What the reader of the logs makes of what was written, in the last two days.
    private static async Task<Func<string, int>> ReadAsync(string python, WorkspaceClients client)
    {
        var folder = TestFolders.Create("mlops-logs-");
        foreach (var name in (string[])["scoring-inputs", "predictions"])
        {
            await foreach (var blob in client.Container(name).GetBlobsAsync())
            {
                var file = Path.Combine(folder.FullName, name, blob.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await client.Container(name).GetBlobClient(blob.Name).DownloadToAsync(file);
            }
        }

        var start = new ProcessStartInfo(python, ["-c", """
            import json, sys, pathlib
            from datetime import datetime, timedelta, timezone
            from collected import Window, read
            from mlops.dataset import load
            folder = pathlib.Path(sys.argv[1])
            window = Window.of(2, (datetime.now(timezone.utc) + timedelta(hours=1)).isoformat())
            found = read(folder / "scoring-inputs", folder / "predictions", window, load())
            assert found.rows.probability.notna().all() and not found.quarantine, found.quarantine
            print(json.dumps(dict(found.counts) | {"rows": len(found.rows)}))
            """, folder.FullName])
        {
            RedirectStandardOutput = true,
            Environment = { ["PYTHONPATH"] = Path.Combine(Repository.Root, "pipelines", "common") },
        };
        using var process = Process.Start(start)!;
        var counts = JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement;
        folder.Delete(recursive: true);
        return name => counts.TryGetProperty(name, out var count) ? count.GetInt32() : 0;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(WorkspaceClients client, string container)
    {
        var names = new List<string>();
        await foreach (var blob in client.Container(container).GetBlobsAsync()) names.Add(blob.Name);
        return names;
    }

    private static BinaryData Text(string text) => BinaryData.FromString(text);

    private static string Error(JsonNode job) => (string)job["properties"]!["localcloud.error"]!;

    private static string? Tag(JsonNode job, string name) => (string?)job["tags"]![$"mlops.batch.{name}"];
}
