using static MlopsInfra.LocalCloud.Tests.MachineLearning.Execution.JobScene;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;

/// <summary>Pipelines are executed as they were registered.</summary>
public sealed class PipelineJobTests
{
    private static readonly object Folder = new { type = "uri_folder" };

    [Fact]
    public async Task Steps_run_in_order_with_what_they_are_bound_to_and_their_outputs_are_blobs()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("prep",
            "cat ${{inputs.data}}/a.csv hello.txt > ${{outputs.out}}/joined.txt; echo ${{inputs.rate}} $[[--more "
                + "${{inputs.more}}]] done",
            new { data = Folder, rate = new { type = "number", @default = "0.5" },
                more = new { type = "string", optional = "true" } },
            new { @out = Folder });
        await scene.ComponentAsync("train",
            "python -c \"print(open('${{inputs.data}}/joined.txt').read())\" | tee ${{outputs.model}}/m.txt",
            new { data = Folder }, new { model = Folder });

        var job = await scene.RunAsync("j1",
            new
            {
                train = Node("train", new { data = To("${{parent.jobs.prep.outputs.out}}") },
                    new { model = new { type = "literal", value = "${{parent.outputs.model}}" } }),
                prep = Node("prep", new { data = To("${{parent.inputs.data}}") }),
            },
            new { data = new { jobInputType = "uri_folder",
                uri = "https://stmlops.blob.core.windows.net/training/data" } },
            new { model = new { jobOutputType = "uri_folder" } });

        Assert.Equal("Completed", (string?)job["status"]);
        Assert.Equal("ahello\n", await scene.TextAsync((string)job["outputs"]!["model"]!["uri"]!, "m.txt"));
        var steps = scene.Steps("j1");
        Assert.Equal(["prep", "train"], steps.Keys.Order());
        Assert.All(steps.Values, step => Assert.Equal("Completed", (string?)step["properties"]!["status"]));
        Assert.EndsWith("0.5 done\n", await scene.LogAsync("j1", "prep"), StringComparison.Ordinal);
        Assert.Contains("train: Completed", await scene.LogAsync("j1", ""), StringComparison.Ordinal);
        // Lists hold what was submitted, not its steps.
        Assert.Equal(["j1"], (await scene.Rest.SendAsync(HttpMethod.Get, $"{Ws}/jobs?api-version=2025-12-01")).Body!["value"]!
            .AsArray().Select(each => (string?)each!["name"]));
    }

    [Fact]
    public async Task A_step_that_exits_with_3_fails_with_the_end_of_its_log_and_so_does_its_pipeline()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("bad", "echo before; echo 'ValueError: no rows' >&2; exit 3");
        await scene.ComponentAsync("after", "echo never", new { data = Folder });
        await scene.ComponentAsync("slow", "sleep 600");

        var job = await scene.RunAsync("j1", new { bad = Node("bad"), slow = Node("slow") });

        Assert.Equal("Failed", (string?)job["status"]);
        var error = (string)job["properties"]!["localcloud.error"]!;
        Assert.Contains("bad: Execution failed. User process 'echo' exited with status code 3.", error, StringComparison.Ordinal);
        Assert.EndsWith("before\nValueError: no rows", error, StringComparison.Ordinal);
        var steps = scene.Steps("j1");
        Assert.Equal("Failed", (string?)steps["bad"]["properties"]!["status"]);
        Assert.Equal("Canceled", (string?)steps["slow"]["properties"]!["status"]);
    }

    [Fact]
    public async Task Outputs_that_only_the_component_declares_are_shown_with_its_types()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("write", "echo 1 > ${{outputs.file}}", outputs: new { file = new { type = "uri_file" } });
        await scene.Rest.PutAsync($"{Ws}/components/whole/versions/1", new
        {
            componentSpec = new
            {
                name = "whole", version = "1", type = "pipeline", inputs = new { },
                outputs = new { file = new { type = "uri_file" } },
                jobs = new { write = Node("write",
                    outputs: new { file = new { type = "literal", value = "${{parent.outputs.file}}" } }) },
            },
        });

        await scene.Rest.PutAsync($"{Ws}/jobs/j1",
            new { jobType = "Pipeline", componentId = $"{Ws}/components/whole/versions/1" });
        var job = await scene.EndAsync("j1");

        Assert.Equal("Completed", (string?)job["status"]);
        Assert.Equal("uri_file", (string?)job["outputs"]!["file"]!["jobOutputType"]);
        Assert.Equal("1\n", await scene.TextAsync((string)job["outputs"]!["file"]!["uri"]!, ""));
    }

    [Fact]
    public async Task With_continue_on_step_failure_the_others_go_on()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("bad", "exit 1", outputs: new { @out = Folder });
        await scene.ComponentAsync("needs", "echo never", new { data = Folder });
        await scene.ComponentAsync("other", "sleep 1; echo done");

        var job = await scene.RunAsync("j1",
            new { bad = Node("bad"), other = Node("other"),
                needs = Node("needs", new { data = To("${{parent.jobs.bad.outputs.out}}") }) },
            settings: new { continue_on_step_failure = true });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Equal(["bad Failed", "other Completed"],
            scene.Steps("j1").Select(step => $"{step.Key} {step.Value["properties"]!["status"]}").Order());
    }

    [Fact]
    public async Task A_step_that_would_do_the_same_as_an_earlier_one_takes_its_outputs()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("prep", "date +%N > ${{outputs.out}}/time.txt; cat ${{inputs.data}}/*",
            new { data = Folder }, new { @out = Folder });
        object jobs = new { prep = Node("prep", new { data = To("${{parent.inputs.data}}") },
            new { @out = new { type = "literal", value = "${{parent.outputs.out}}" } }) };
        object inputs =
            new { data = new { jobInputType = "uri_folder", uri = "https://stmlops.blob.core.windows.net/training/data" } };
        object outputs = new { @out = new { jobOutputType = "uri_folder" } };

        var first = await scene.RunAsync("j1", jobs, inputs, outputs);
        var second = await scene.RunAsync("j2", jobs, inputs, outputs);
        var forced = await scene.RunAsync("j3", jobs, inputs, outputs, new { force_rerun = true });
        await scene.UploadAsync("data/a.csv", "changed");
        var changed = await scene.RunAsync("j4", jobs, inputs, outputs);

        Assert.Equal((string?)first["outputs"]!["out"]!["uri"], (string?)second["outputs"]!["out"]!["uri"]);
        Assert.Equal("true", (string?)scene.Steps("j2")["prep"]["properties"]!["properties"]!["azureml.isreused"]);
        Assert.NotEqual((string?)first["outputs"]!["out"]!["uri"], (string?)forced["outputs"]!["out"]!["uri"]);
        Assert.NotEqual((string?)first["outputs"]!["out"]!["uri"], (string?)changed["outputs"]!["out"]!["uri"]);
        Assert.All([first, second, forced, changed], job => Assert.Equal("Completed", (string?)job["status"]));
    }

    [Fact]
    public async Task A_job_that_is_canceled_ends_with_all_its_processes_and_stays_canceled()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("slow", "echo up; sleep 600 & sleep 600");
        await scene.SubmitAsync("j1", new { slow = Node("slow") });
        await Rest.Eventually.FindAsync(async () =>
            scene.Steps("j1") is { Count: 1 } steps && (string?)steps["slow"]["properties"]!["status"] == "Running" ? "" : null);

        var (status, _, _) = await scene.Rest.SendAsync(HttpMethod.Post, $"{Ws}/jobs/j1/cancel?api-version=2025-12-01");
        Assert.Equal(202, status);
        Assert.Equal("Canceled", (string?)(await scene.EndAsync("j1"))["status"]);
        Assert.Equal("Canceled", (string?)scene.Steps("j1")["slow"]["properties"]!["status"]);

        await scene.Rest.PutAsync($"{Ws}/jobs/j1",
            new { jobType = "Pipeline", experimentName = "tests", tags = new { a = "b" } });
        var tagged = await scene.Rest.PropertiesAsync($"{Ws}/jobs/j1");
        Assert.Equal("Canceled", (string?)tagged["status"]);
        Assert.Equal("b", (string?)tagged["tags"]!["a"]);
        Assert.NotNull(tagged["jobs"]!["slow"]);
    }

    [Fact]
    public async Task Without_Python_a_step_fails_and_says_what_to_do()
    {
        await using var scene = await StartAsync(python: "/nowhere/python3");
        await scene.ComponentAsync("any", "echo never");

        var job = await scene.RunAsync("j1", new { any = Node("any") });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("The environment 'env:1' needs Python. There is no Python 3.8 or later at",
            (string)job["properties"]!["localcloud.error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_hangs_is_ended_at_its_limit()
    {
        await using var scene = await StartAsync();
        await scene.ComponentAsync("slow", "echo up; sleep 600", more: new { limits = new { timeout = 1 } });

        var job = await scene.RunAsync("j1", new { slow = Node("slow") });

        Assert.Equal("Failed", (string?)job["status"]);
        Assert.Contains("longer than its limit of 00:00:01", (string)job["properties"]!["localcloud.error"]!,
            StringComparison.Ordinal);
        Assert.Equal("Canceled", (string?)scene.Steps("j1")["slow"]["properties"]!["status"]);
    }
}
