using System.Text.Json.Nodes;
using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>Somebody's own pipeline, with a pipeline in it and a step that fails: what the commands tell of it.</summary>
public sealed class StepLogTests
{
    private const string Environment = """
        name: plain
        image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
        """;

    private const string Inner = """
        $schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json
        type: pipeline
        name: inner
        outputs:
          out: {type: uri_file}
        jobs:
          count:
            type: command
            environment: azureml:plain@latest
            command: echo counted; echo 3 > ${{outputs.o}}
            outputs: {o: "${{parent.outputs.out}}"}
        """;

    private const string Outer = """
        $schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json
        type: pipeline
        name: outer
        outputs:
          out: {type: uri_file}
        jobs:
          inside:
            type: pipeline
            component: ./inner.yml
            outputs: {out: "${{parent.outputs.out}}"}
          bad:
            type: command
            environment: azureml:plain@latest
            command: >-
              echo first; echo second; python -c 'raise ValueError("no rows in " + open("${{inputs.x}}").read())'
            inputs: {x: "${{parent.jobs.inside.outputs.out}}"}
        """;

    [Fact]
    public async Task The_commands_lead_to_the_log_of_every_step_and_say_why_one_failed()
    {
        await MachineLearningPython.RequireAsync();
        using var mlops = new Mlops();
        await using var run = await StartAsync(mlops);

        Assert.Equal("Failed", (string?)(await run.EndAsync())["status"]);

        // The last line of the log is the exception; it stands where the failure is listed.
        var jobs = await run.CommandAsync("jobs", "dev");
        Assert.Matches(@"bad: Execution failed\..* status code 1\. The last lines of its log: \.\.\. ValueError: no rows in 3",
            jobs);
        Assert.Contains("count", await run.CommandAsync("jobs", "dev", "own/inside"), StringComparison.Ordinal);
        Assert.Contains("counted\n", await run.CommandAsync("logs", "dev", "own/inside/count"), StringComparison.Ordinal);
        // A step's own log ends with how it failed, and does not announce lines that do not come.
        Assert.EndsWith("exited with status code 1.\n", await run.CommandAsync("logs", "dev", "own/bad"),
            StringComparison.Ordinal);
        // However few lines are asked for, the last one ends as a line does.
        Assert.Equal(2, (await run.CommandAsync("logs", "dev", "own/bad", "--tail", "2")).Count(each => each == '\n'));

        var pipeline = (await mlops.LocalAsync("logs", "dev", "own/inside")).ExitsWith(1).Error;
        Assert.Contains("It is Completed. Its steps have logs of their own: own/inside/count.", pipeline,
            StringComparison.Ordinal);
        var missing = (await mlops.LocalAsync("logs", "dev", "own/inside/nope")).ExitsWith(1).Error;
        Assert.Contains("'own/inside' has no step 'nope'. It has: count.", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_without_Python_says_what_MLOPS_PYTHON_leads_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The path is that of a Unix.");
        using var mlops = new Mlops();
        mlops.Environment["MLOPS_PYTHON"] = "/nowhere/python3";
        await using var run = await StartAsync(mlops);

        Assert.Equal("Failed", (string?)(await run.EndAsync())["status"]);

        Assert.Contains("MLOPS_PYTHON is '/nowhere/python3', which is no Python 3.8 or later.",
            await run.CommandAsync("jobs", "dev"), StringComparison.Ordinal);
    }

    // Dev is up and served, the pipeline is published, and a job of it, 'own', is submitted.
    private static async Task<Run> StartAsync(Mlops mlops)
    {
        var up = (await mlops.LocalAsync("up", "dev", "--no-publish", "--json")).ExitsWith(0).Json();
        var outputs = JsonNode.Parse(up.GetProperty("outputs").GetRawText())!.AsObject();
        var served = await ServedCloud.StartAsync(mlops, "dev");
        var folder = Directory.CreateDirectory(Path.Combine(mlops.Store, "own")).FullName;
        foreach (var (name, text) in new[] { ("environment.yml", Environment), ("inner.yml", Inner), ("outer.yml", Outer) })
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        (await mlops.RunAsync("publish", "dev", "--local", "--store", mlops.Store, "--pipeline",
            Path.Combine(folder, "outer.yml")))
            .ExitsWith(0);
        var run = new Run(mlops, served, outputs);
        await run.SubmitAsync();
        return run;
    }

    private sealed class Run(Mlops mlops, ServedCloud served, JsonObject outputs) : IAsyncDisposable
    {
        private readonly Azure.Core.TokenCredential _credential = served.Deployer((string)outputs["tenantId"]!);
        private readonly string _workspace = (string)outputs["workspaceId"]!;

        public async Task SubmitAsync()
        {
            var versions = await served.GetAsync(_credential, Path("components/outer/versions"));
            var settings = new JsonObject { ["default_compute"] = (string?)outputs["trainingComputeName"] };
            await served.SendAsync(_credential, HttpMethod.Put, Path("jobs/own"), new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["jobType"] = "Pipeline", ["settings"] = settings, ["componentId"] = (string?)versions["value"]![0]!["id"],
                },
            });
        }

        public async Task<JsonNode> EndAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            while (true)
            {
                var job = (await served.GetAsync(_credential, Path("jobs/own")))["properties"]!;
                if ((string?)job["status"] is "Completed" or "Failed" or "Canceled") return job;
                await Task.Delay(200, patience.Token);
            }
        }

        public async Task<string> CommandAsync(params string[] arguments) =>
            (await mlops.LocalAsync(arguments)).ExitsWith(0).Output;

        public ValueTask DisposeAsync() => served.DisposeAsync();

        private string Path(string path) => $"{_workspace}/{path}?api-version=2025-12-01";
    }
}
