using System.Text.Json.Nodes;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Publishing;

/// <summary>Schedules of all kinds, published to a local cloud.</summary>
public sealed class ScheduleTests
{
    private const string Nightly = "name: nightly\ntrigger: {type: cron, expression: \"0 2 * * *\"}\n";
    private const string Environment = "{image: mcr.microsoft.com/azureml/base:latest}";

    [Fact]
    public async Task A_command_job_runs_its_own_code_with_what_lies_in_pycache()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = Folder("create_job: ./job.yml")
            .Write("src/run.py", "print(1)").Write("src/__pycache__/run.pyc", "cache")
            .Write("job.yml", $$$"""
                type: command
                name: clean-up
                code: ./src
                command: python run.py --days ${{inputs.days}}
                environment: {{{Environment}}}
                inputs: {days: 7}
                compute: azureml:cpu-cluster
                limits: {timeout: 600}
                """);

        var job = await JobAsync(azure, folder);

        Assert.Equal(("Command", "clean-up", "PT10M", "7"),
            ((string?)job["jobType"], (string?)job["displayName"], (string?)job["limits"]!["timeout"],
                (string?)job["inputs"]!["days"]!["value"]));
        Assert.EndsWith("/computes/cpu-cluster", (string?)job["computeId"], StringComparison.Ordinal);
        Assert.Contains(azure.Server.Requests.Records, record => record.Request.Path.EndsWith("__pycache__/run.pyc",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sweep_and_spark_jobs_are_scheduled_too()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var sweep = Folder("create_job: ./job.yml").Write("job.yml", $$$"""
            type: sweep
            trial: {command: "echo ${{search_space.rate}}", environment: {{{Environment}}}}
            sampling_algorithm: {type: random, seed: 7, rule: sobol}
            search_space:
              rate: {type: quniform, min_value: 0.1, max_value: 1, q: 0.1}
              depth: {type: choice, values: [2, 4]}
            objective: {goal: minimize, primary_metric: loss}
            limits: {max_total_trials: 3, trial_timeout: 60}
            early_termination: {type: bandit, slack_factor: 0.1, evaluation_interval: 1}
            compute: azureml:cpu-cluster
            """);
        using var spark = Folder("create_job: ./job.yml").Write("src/run.py", "print(1)").Write("job.yml", """
            type: spark
            code: ./src
            entry: {file: run.py}
            conf: {spark.driver.cores: 1, spark.executor.instances: 2}
            resources: {instance_type: standard_e4s_v3, runtime_version: "3.4"}
            """);

        var swept = await JobAsync(azure, sweep);
        var sparked = await JobAsync(azure, spark);

        Assert.Equal("""{"rate":["quniform",[0.1,1,0.1]],"depth":["choice",[[2,4]]]}""", swept["searchSpace"]!.ToJsonString());
        Assert.Equal("""{"jobLimitsType":"Sweep","maxTotalTrials":3,"trialTimeout":"PT1M"}""", swept["limits"]!.ToJsonString());
        Assert.Equal("""{"samplingAlgorithmType":"Random","rule":"Sobol","seed":7}""",
            swept["samplingAlgorithm"]!.ToJsonString());
        Assert.Equal("""{"policyType":"Bandit","evaluationInterval":1,"delayEvaluation":0,"slackFactor":0.1}""",
            swept["earlyTermination"]!.ToJsonString());
        Assert.Equal("""{"file":"run.py","sparkJobEntryType":"SparkJobPythonEntry"}""", sparked["entry"]!.ToJsonString());
        Assert.Equal("""{"spark.driver.cores":"1","spark.executor.instances":"2"}""", sparked["conf"]!.ToJsonString());
    }

    [Fact]
    public async Task What_a_schedule_says_is_put_over_the_job_file_and_the_rest_of_the_file_stays()
    {
        await using var azure = await LocalAzure.StartAsync();
        using var folder = Folder("""
            create_job:
              type: pipeline
              job: ./jobs/job.yml
              experiment_name: weekly
              inputs:
                rate: 0.75
                readings: {path: azureml://datastores/workspaceblobstore/paths/other/}
                rat: 1
              settings: {continue_on_step_failure: true}
            """)
            .Write("jobs/job.yml", """
                type: pipeline
                display_name: Pumps
                experiment_name: pumps
                identity: {type: managed}
                settings: {force_rerun: true, default_compute: azureml:cpu-cluster}
                inputs:
                  rate: 0.5
                  readings: {type: uri_file, path: azureml://datastores/workspaceblobstore/paths/all/, mode: download}
                jobs:
                  only:
                    component: azureml://registries/shared/components/report/versions/1
                    inputs: {rate: "${{parent.inputs.rate}}", readings: "${{parent.inputs.readings}}"}
                """);
        var read = folder.Read();

        var job = await JobAsync(azure, folder);

        Assert.Equal(("Pumps", "weekly", "Managed"), ((string?)job["displayName"], (string?)job["experimentName"],
            (string?)job["identity"]!["identityType"]));
        Assert.Equal("0.75", (string?)job["inputs"]!["rate"]!["value"]);
        Assert.Equal(
            """{"jobInputType":"uri_file","uri":"azureml://datastores/workspaceblobstore/paths/other/","mode":"Download"}""",
            job["inputs"]!["readings"]!.ToJsonString());
        Assert.Equal((true, true),
            ((bool?)job["settings"]!["force_rerun"], (bool?)job["settings"]!["continue_on_step_failure"]));
        var warning = Assert.Single(read.Warnings);
        Assert.Equal(("schedule.yml", 10, 10), (warning.Location.File, warning.Location.Line, warning.Location.Column));
        Assert.Equal("'jobs_job' has no input 'rat'; it is left out. Inputs: rate, readings", warning.Message);
    }

    [Fact]
    public async Task A_job_that_ran_is_run_again_as_it_was_or_with_changes()
    {
        await using var azure = await LocalAzure.StartAsync();
        await azure.PutAsync($"{azure.Outputs.WorkspaceId}/jobs/last-night",
            new JsonObject { ["properties"] = new JsonObject { ["jobType"] = "Pipeline", ["jobs"] = new JsonObject() } });
        using var same = Folder("create_job: azureml:last-night");
        using var other = Folder("create_job: {type: pipeline, job: azureml:last-night, inputs: {rate: 2}}");
        using var none = Folder("create_job: azureml:tonight");

        var again = await JobAsync(azure, same);
        var changed = await JobAsync(azure, other);
        var thrown = await Assert.ThrowsAsync<PipelineFolderException>(() => azure.PublishAsync(none));

        Assert.Equal(("last-night", null), ((string?)again["sourceJobId"], again["inputs"]));
        Assert.Equal(("last-night", "2"), ((string?)changed["sourceJobId"], (string?)changed["inputs"]!["rate"]!["value"]));
        Assert.Equal("schedule.yml(3,13): 'azureml:tonight' is neither described in this folder nor a job of the workspace "
            + "'mlw-mlops-dev'", thrown.Message);
    }

    // Beside a pipeline, which is what a folder publishes.
    internal static TempPipeline Folder(string action) => new TempPipeline()
        .Write("schedule.yml", $"{Nightly}{action}\n")
        .Write("pipeline.yml",
            "type: pipeline\nname: part\njobs: {a: {component: \"azureml://registries/shared/components/report/versions/1\"}}\n")
        .Write("deployment.yml", "type: pipeline\ncomponent: ./pipeline.yml\n");

    private static async Task<JsonNode> JobAsync(LocalAzure azure, TempPipeline folder)
    {
        await azure.PublishAsync(folder);
        return azure.Find("schedules/nightly")!["properties"]!["action"]!["jobDefinition"]!;
    }
}
