using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests.Lifecycle;

/// <summary><c>mlops run --local</c>: the published pipeline really runs, and what came of it is told to everybody.</summary>
public sealed class RunTests(TrainingStack dev) : IClassFixture<TrainingStack>
{
    [Fact]
    public async Task A_model_that_passes_its_gate_is_told_to_GitHub_and_not_trained_twice()
    {
        TrainingStack.NeedsPython();
        using var ci = new CiFiles(dev.Mlops);
        ci.AsGitHub();
        var first = (await dev.Mlops.RunAsync(dev.Run("--tag", "team=pumps"))).ExitsWith(0);
        Assert.Contains("+ job         start train-dev-", first.Output, StringComparison.Ordinal);
        Assert.Contains("Decision: register: it says register", first.Output, StringComparison.Ordinal);
        var outputs = ci.Outputs();
        Assert.Contains("decision=register\n", outputs, StringComparison.Ordinal);
        Assert.Contains("run_metrics={\"roc_auc\":0.91}\n", outputs, StringComparison.Ordinal);
        Assert.Contains("run_metrics_markdown<<END\n| Metric | Value |", outputs, StringComparison.Ordinal);
        Assert.Contains("| Decision | register: it says register |", ci.Summary(), StringComparison.Ordinal);

        var second = (await dev.Mlops.RunAsync(dev.Run("--json"))).ExitsWith(0).Json();
        Assert.Equal("completed", second.GetProperty("status").GetString(), ignoreCase: true);
        Assert.All(second.GetProperty("plan").EnumerateArray(), step => Assert.False(step.GetProperty("needed").GetBoolean()));
        Assert.Contains($"run_id={second.GetProperty("job").GetString()}\n", outputs, StringComparison.Ordinal);
        var tags = second.GetProperty("tags");
        Assert.Equal("octocat", tags.GetProperty("mlops.actor").GetString());
        Assert.Equal("93a380f", tags.GetProperty("mlops.commit").GetString());
        Assert.Equal("pumps", tags.GetProperty("team").GetString());
    }

    [Fact]
    public async Task A_refused_model_ends_with_1_and_its_decision_goes_to_Azure_Pipelines()
    {
        TrainingStack.NeedsPython();
        using var ci = new CiFiles(dev.Mlops);
        ci.AsAzurePipelines();
        var refused = (await dev.Mlops.RunAsync(dev.Run("--input", "decision=keep"))).ExitsWith(1);
        Assert.Contains("error ModelRefused: The gate refused the model of train-dev-", refused.Error, StringComparison.Ordinal);
        Assert.Contains("##vso[task.setvariable variable=decision;isOutput=true]keep", refused.Output, StringComparison.Ordinal);
        Assert.Contains("##vso[task.uploadsummary]", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("model_name", refused.Output, StringComparison.Ordinal);
        // With a document on standard output, the agent reads its commands elsewhere.
        var json = (await dev.Mlops.RunAsync(dev.Run("--input", "decision=keep", "--json"))).ExitsWith(1);
        Assert.Equal("ModelRefused", json.Json().GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("##vso[task.setvariable variable=decision;isOutput=true]keep", json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_fails_shows_the_last_lines_of_its_log_also_in_the_summary()
    {
        TrainingStack.NeedsPython();
        var summary = Path.Combine(dev.Mlops.Store, "failed", "summary.md");
        var failed = (await dev.Mlops.RunAsync(dev.Run("--input", "decision=crash", "--summary", summary))).ExitsWith(1);
        Assert.Contains("      | there is no such pump", failed.Output, StringComparison.Ordinal);
        Assert.Contains("error JobFailed: The job train-dev-", failed.Error, StringComparison.Ordinal);
        Assert.Contains("The same command tries it again.", failed.Error, StringComparison.Ordinal);
        Assert.Contains("    there is no such pump", await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_says_what_becomes_of_the_job()
    {
        TrainingStack.NeedsPython();
        if (!ProcessExtensions.CanInterrupt) Assert.Skip("kill -INT needs a Unix.");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var run = dev.Mlops.Start(dev.Run("--input", "decision=wait"));
        await run.UntilPrintedAsync("running", patience.Token);
        await run.InterruptAsync(patience.Token);
        var end = (await run.EndAsync(patience.Token)).ExitsWith(1);
        Assert.Contains("error Interrupted: Interrupted. The local cloud ends with this command", end.Error,
            StringComparison.Ordinal);
        var jobs = (await dev.Mlops.LocalAsync("jobs", "dev")).ExitsWith(0).Output;
        Assert.DoesNotContain("Running", jobs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_shows_what_is_under_way_with_its_time()
    {
        TrainingStack.NeedsPython();
        Terminal.Require();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var terminal = Terminal.Start(dev.Mlops, dev.Run("--input", "decision=better"));
        var screen = (await terminal.EndAsync(patience.Token)).ExitsWith(0).Output;
        Assert.Matches(@"  judge +(waiting|running) +\d+\.\d s", screen);
        Assert.Matches(@"(?m)^.*  judge +done +\d+\.\d s\r?$", screen);
        Assert.Contains("Decision: better: it says better", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_cloud_that_is_served_a_job_goes_on_by_itself_and_is_followed_later()
    {
        TrainingStack.NeedsPython();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var data = Path.Combine(dev.Mlops.Store, "other.csv");
        File.WriteAllText(data, "a,b\n3,4\n");
        string[] words = ["run", "dev", "--local", "--data", Directory.CreateDirectory(data + ".d").FullName,
            "--store", dev.Mlops.Store];
        File.Copy(data, Path.Combine(data + ".d", "readings.csv"));
        using var serve = dev.Mlops.Start("local", "serve", "dev", "--store", dev.Mlops.Store);
        await serve.UntilPrintedAsync("Ctrl+C ends it.", patience.Token);
        var started = (await dev.Mlops.RunAsync([.. words, "--no-wait"])).ExitsWith(0).Output;
        Assert.Contains("Started: train-dev-", started, StringComparison.Ordinal);
        var followed = (await dev.Mlops.RunAsync([.. words, "--json"])).ExitsWith(0).Json();
        Assert.Contains(followed.GetProperty("job").GetString()!, started, StringComparison.Ordinal);
        Assert.Equal("register", followed.GetProperty("decision").GetString());
        serve.Kill(entireProcessTree: true);
        await serve.WaitForExitAsync(patience.Token);
    }
}
