using static MlopsInfra.PostDeploy.Tests.Steps.Feedback.FeedbackScene;

namespace MlopsInfra.PostDeploy.Tests.Steps.Feedback;

/// <summary>The reader of logs: both of their forms, files that are cut off, and many machines beside one.</summary>
public sealed class ReaderTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whatever_a_file_is_cut_at_no_line_is_lost_but_the_one_that_is_cut()
    {
        var python = await Python.RequireAsync();
        var script = Path.Combine(TempPipeline.Repository, "tests", "MlopsInfra.PostDeploy.Tests", "Steps", "Feedback",
            "reader_properties.py");

        var said = await python.ShellAsync(TempPipeline.Common, $"export PYTHONPATH=.; python '{script}' 20", "properties");

        Assert.Matches("^[1-9][0-9]{3,} cuts\n$", said);
    }

    [Fact]
    public async Task The_lines_of_the_data_collector_are_read_as_those_of_the_service_are()
    {
        using var scene = await StartAsync();
        const string head = """{"specversion":"1.0","id":"i","source":"s","type":"t","time":"2026-03-07T05:59:59Z","correlationid":"c1","modelversion":"default",""";
        foreach (var log in (string[])["inputs", "predictions"])
        {
            // Both logs lie in one folder; requests that came close together may share a line.
            foreach (var (collection, data) in (IEnumerable<(string, string)>)
            [
                ("model_inputs", Row("P1", "2026-03-07").ToJsonString() + "," + Row("P2", "2026-03-07").ToJsonString()),
                ("model_outputs", """{"probability":0.5},{"probability":0.25}"""),
            ])
                scene.Append($"logs/{log}/pumps/blue/{collection}/2026/03/07/05/i1.jsonl",
                    $$"""{{head}}"data":[{{data}}]}{{head.Replace("c1", "c2", StringComparison.Ordinal)}}"data":[{{data}}]}""" + "\n");
        }

        scene.Label("c1", "2026-03-07T06:00:00Z", 1);
        scene.Label("c1", "2026-03-07T06:00:00Z", 0, row: 1);

        await scene.RunAsync(output);

        Assert.Equal(["2026-03-07,P1,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,1", "2026-03-07,P2,4.5,99.5,6.1,45.2,2.1,30.5,1200.0,0"],
            scene.Set[1..]);
        Assert.Equal((4, 2, 2, 0),
            (scene.Count("rows"), scene.Count("requests"), scene.Count("pending"), scene.Count("truncated")));
    }

    [Fact]
    public async Task What_a_release_asks_to_try_the_service_is_no_traffic()
    {
        using var scene = await StartAsync();
        scene.Score("r1", "2026-03-07T05:00:00Z", Row("P1", "2026-03-07"));
        scene.Score("release-of-mine", "2026-03-07T05:00:01Z", Row("P2", "2026-03-07"));
        foreach (var kind in (string[])["release", "smoke"])
            scene.Score($"{kind}-{Guid.NewGuid()}", "2026-03-07T05:00:02Z", Row("P3", "2026-03-07"));

        await scene.RunAsync(output);

        Assert.Equal((2, 2, 2, 0),
            (scene.Count("requests"), scene.Count("trials"), scene.Count("pending"), scene.Count("withoutInput")));
    }

    [Fact]
    public async Task Many_machines_collect_what_one_does()
    {
        using var scene = await StartAsync();
        foreach (var day in Enumerable.Range(1, 7))
        {
            scene.Score($"r{day}", $"2026-03-0{day}T23:59:30Z", Row("P1", $"2026-03-0{day}"));
            scene.Ask($"bad{day}", $"2026-03-0{day}T00:00:00Z", Row("P2", "2026-03-01", ("age_years", "old")));
            scene.Log("inputs", $"2026-03-0{day}T10:00:00Z", """{"time":"2026-""" + "\n");
        }

        await scene.RunAsync(output);
        var work = Path.Combine(scene.SetFolder, "..", "parallel");
        await scene.PythonAsync($"plan.py --days 7 --until {Until} --window '{work}/window' --partitions '{work}/partitions'");
        var logs = Path.Combine(work, "..", "..", "logs");
        await scene.PythonAsync(
            "-c 'import glob, sys, partition; partition.init(); "
                + "[print(*partition.run([file])) for file in sorted(glob.glob(sys.argv[1]), reverse=True)]' "
                + $"'{work}/partitions/*' --inputs '{logs}/inputs' --predictions '{logs}/predictions' "
                + $"--collected '{work}/collected' --argument-of-the-driver 1");

        var one = Files(scene.Output("collect", "collected"));
        Assert.Equal(21, one.Count);
        Assert.Equal(one, Files(Path.Combine(work, "collected")));
        Assert.Equal(Files(scene.Output("collect", "window")), Files(Path.Combine(work, "window")));
    }

    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText), StringComparer.Ordinal);
}
