using System.Text.RegularExpressions;

namespace MlopsInfra.Pipelines.Tests.AzureDevOps;

/// <summary>What no pipeline does, whatever it is for.</summary>
public sealed partial class PipelineHygieneTests
{
    [Fact]
    public void Every_job_has_a_time_limit_and_an_image_that_does_not_change_under_us()
    {
        foreach (var pipeline in Pipeline.All)
        {
            Assert.NotEmpty(pipeline.Jobs);
            Assert.All(pipeline.Jobs, job =>
            {
                Assert.True(int.TryParse(job.Text("timeoutInMinutes"), out var minutes) && minutes is > 0 and <= 180,
                    $"{pipeline}: no timeoutInMinutes");
                // Machines of one's own have the image that the stack says.
                if (job.Get("pool")?.Text("name") is null) Assert.Equal("ubuntu-24.04", job.Get("pool")?.Text("vmImage"));
                Assert.Null(job.Get("container")); // if there ever is one: by digest
            });
        }
    }

    [Fact]
    public void Tasks_name_their_major_version_and_checkouts_leave_no_token_behind()
    {
        var steps = Pipeline.All.SelectMany(pipeline => pipeline.Steps).ToList();

        Assert.All(steps.Select(step => step.Step.Text("task")).OfType<string>(),
            task => Assert.Matches(@"^[A-Za-z]+@\d+$", task));
        Assert.All(steps.GroupBy(step => step.Job),
            job => Assert.Equal("false",
                Assert.Single(job, step => step.Step.Text("checkout") is not null).Step.Text("persistCredentials")));
    }

    [Fact]
    public void Nothing_is_pasted_into_a_script_and_no_script_sets_a_variable()
    {
        var commands = Pipeline.All.SelectMany(pipeline => pipeline.Steps).Select(step => Pipeline.Command(step.Step))
            .OfType<string>().ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands,
            command => Assert.False(Macro().IsMatch(command), $"Pass it through an environment variable: {command}"));
        var scripts = commands.Concat(Directory.EnumerateFiles(Repository.At("build/ci")).Select(File.ReadAllText));
        Assert.All(scripts, script => Assert.DoesNotContain("task.setvariable", script, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\$[\(\[]|\$\{\{")]
    private static partial Regex Macro();
}
