using System.Text.Json.Nodes;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.Execution.JobScene;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;

/// <summary>Parallel steps: an entry script that runs on the files of an input, a few of them at a time.</summary>
public sealed class ParallelStepTests
{
    private const string Script = """
        import argparse, os, time
        def init():
            global out, word, tried
            parser = argparse.ArgumentParser()
            parser.add_argument("--out"); parser.add_argument("--word")
            known, _ = parser.parse_known_args()
            out, word = known.out, known.word
        def run(mini_batch):
            rows = []
            for path in mini_batch:
                name, text = os.path.basename(path), open(path).read()
                mark = os.path.join(out, name + ".tries")
                with open(mark, "a") as file: file.write("x")
                if text == "raise": raise ValueError("can't read " + name)
                if text == "once" and os.path.getsize(mark) == 1: os._exit(3)
                if text == "slow" and os.path.getsize(mark) == 1: time.sleep(60)
                if text != "skip": rows.append(" ".join([name, word, os.environ["COLOUR"], str(len(mini_batch))]))
            return rows
        """;

    private static readonly object Folder = new { type = "uri_folder" };

    [Fact]
    public async Task Each_file_is_run_once_and_the_returned_rows_come_together_in_one_file()
    {
        await using var scene = await SceneAsync("1", "2", "3", "once", "slow");

        var job = await RunAsync(scene, new { mini_batch_size = 1, max_concurrency_per_instance = 2,
            retry_settings = new { timeout = 2, max_retries = 1 }, environment_variables = new { COLOUR = "red" } });

        Assert.True((string?)job["status"] == "Completed", job.ToJsonString());
        Assert.Equal(["f0.csv two words red 1", "f1.csv two words red 1", "f2.csv two words red 1", "f3.csv two words red 1",
            "f4.csv two words red 1"], await RowsAsync(scene, job));
        var log = await scene.LogAsync("j1", "score");
        Assert.Contains("5 files in 5 mini batches, 2 processes", log, StringComparison.Ordinal);
        Assert.Contains("its process ended with code 3", log, StringComparison.Ordinal);
        Assert.Contains("it ran longer than 2 s", log, StringComparison.Ordinal);
        Assert.Contains("5 of 5 mini batches, 0 failed; 0 of 5 files failed", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_is_ignored_up_to_the_thresholds()
    {
        await using var scene = await SceneAsync("1", "raise", "skip", "4");
        var settings = new { mini_batch_size = 2, retry_settings = new { timeout = 60, max_retries = 1 },
            environment_variables = new { COLOUR = "red" } };

        var ignored = await RunAsync(scene, settings);

        Assert.Equal("Completed", (string?)ignored["status"]);
        Assert.Equal(["f3.csv two words red 2"], await RowsAsync(scene, ignored));
        var log = await scene.LogAsync("j1", "score");
        Assert.Contains("ValueError: can't read f1.csv", log, StringComparison.Ordinal);
        Assert.Contains("run() returned 1 items for 2 files", log, StringComparison.Ordinal);
        Assert.Contains("2 of 2 mini batches, 2 failed; 3 of 4 files failed", log, StringComparison.Ordinal);

        var failed = await RunAsync(scene, new { settings.mini_batch_size, settings.retry_settings,
            settings.environment_variables, error_threshold = 2 }, "j2");

        Assert.Equal("Failed", (string?)failed["status"]);
        var error = (string)failed["properties"]!["localcloud.error"]!;
        Assert.Contains("exited with status code 42", error, StringComparison.Ordinal);
        Assert.Contains("3 files failed, more than error_threshold (2)", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import nothing_of_that_name", "No module named 'nothing_of_that_name'")]
    [InlineData("def init(): raise OSError('no model')\ndef run(mini_batch): return mini_batch", "OSError: no model")]
    [InlineData("def run(mini_batch): return mini_batch", "has no function init()")]
    public async Task A_script_that_can_not_begin_fails_the_step(string script, string error)
    {
        await using var scene = await SceneAsync("1");
        await scene.CodeAsync(("score.py", script));

        var job = await RunAsync(scene, new { });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains(error, (string)job["properties"]!["localcloud.error"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mini_batch_size", "many", "has the mini_batch_size 'many', which is no whole number from 1")]
    [InlineData("partition_keys", "[\"a\"]", "has partition_keys")]
    [InlineData("input_data", "${{inputs.table}}", "divides the input 'table' of type mltable")]
    public async Task What_the_local_cloud_can_not_divide_is_refused_with_its_name(string member, string value, string error)
    {
        await using var scene = await SceneAsync("1");

        var job = await RunAsync(scene, new JsonObject { [member] = value });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains($"The parallel step 'score' {error}", (string)job["properties"]!["localcloud.error"]!,
            StringComparison.Ordinal);
    }

    private static async Task<JobScene> SceneAsync(params string[] files)
    {
        var scene = await StartAsync();
        await scene.CodeAsync(("score.py", Script));
        foreach (var (text, number) in files.Select((text, number) => (text, number)))
            await scene.UploadAsync($"files/f{number}.csv", text);
        await scene.Rest.PutAsync($"{Ws}/components/score/versions/1", new
        {
            componentSpec = new
            {
                name = "score", version = "1", type = "parallel", input_data = "${{inputs.files}}",
                inputs = new { files = Folder, table = new { type = "mltable", optional = true } },
                outputs = new { rows = new { type = "uri_file" }, more = Folder },
                task = new
                {
                    type = "run_function", code = $"azureml:{Ws}/codes/src/versions/1", environment = "azureml:env:1",
                    entry_script = "score.py", append_row_to = "${{outputs.rows}}",
                    program_arguments = "--out ${{outputs.more}} --word 'two words'",
                },
            },
        });
        return scene;
    }

    private static Task<JsonObject> RunAsync(JobScene scene, object settings, string name = "j1")
    {
        var node = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(settings))!.AsObject();
        node["type"] = "parallel";
        node["componentId"] = $"{Ws}/components/score/versions/1";
        node["inputs"] = new JsonObject { ["files"] = new JsonObject { ["job_input_type"] = "uri_folder",
            ["uri"] = "https://stmlops.blob.core.windows.net/training/files" } };
        node["outputs"] = new JsonObject { ["rows"] = new JsonObject { ["type"] = "literal",
            ["value"] = "${{parent.outputs.rows}}" } };
        return scene.RunAsync(name, new { score = node }, outputs: new { rows = new { jobOutputType = "uri_file" } });
    }

    private static async Task<string[]> RowsAsync(JobScene scene, JsonObject job) =>
        [.. (await scene.TextAsync((string)job["outputs"]!["rows"]!["uri"]!, ""))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
