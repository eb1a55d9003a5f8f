using MlopsInfra.LocalCloud.Tests.MachineLearning.Execution;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>A job that has ended stays as it ended, whatever is written of it.</summary>
public sealed class JobLifeTests
{
    private const string Ws = RestCloud.Workspace;
    private const string Query = $"?api-version={RestCloud.Version}";

    [Theory]
    [InlineData("python -c pass", false, "Completed")]
    [InlineData("python -c nothing", false, "Failed")]
    [InlineData("python -c \"import time; time.sleep(60)\"", true, "Canceled")]
    public async Task A_tag_or_the_archive_starts_no_job_again(string command, bool cancel, string end)
    {
        await using var scene = await JobScene.StartAsync();
        var job = $"{Ws}/jobs/once";
        await scene.ComponentAsync("step", command);
        await scene.SubmitAsync("once", new { step = JobScene.Node("step") });
        if (cancel) await scene.Rest.SendAsync(HttpMethod.Post, $"{job}/cancel{Query}");
        var ended = await scene.EndAsync("once");
        Assert.True(end == (string?)ended["status"], ended.ToJsonString());

        // As the client does: what it was shown, with another tag, and archived.
        ended["tags"] = new System.Text.Json.Nodes.JsonObject { ["seen"] = "yes" };
        ended["isArchived"] = true;
        var answer = await scene.Rest.SendAsync(HttpMethod.Put, $"{job}{Query}", new { properties = ended });

        Assert.Equal((200, end), (answer.Status, (string?)answer.Body!["properties"]!["status"]));
        Assert.Equal((end, "yes"), ((string?)(await scene.Rest.PropertiesAsync(job))["status"],
            (string?)(await scene.Rest.PropertiesAsync(job))["tags"]!["seen"]));
        var archived = await scene.Rest.SendAsync(HttpMethod.Get, $"{Ws}/jobs{Query}&listViewType=ArchivedOnly");
        Assert.Equal("once", (string?)Assert.Single(archived.Body!["value"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task A_schedule_that_is_triggered_runs_its_job()
    {
        await using var scene = await JobScene.StartAsync();
        var schedule = $"{Ws}/schedules/nightly";
        await scene.ComponentAsync("step", "python -c pass");
        await scene.Rest.SendAsync(HttpMethod.Put, $"{schedule}{Query}", new
        {
            properties = new
            {
                trigger = new { triggerType = "Cron", expression = "0 2 * * *" },
                action = new
                {
                    actionType = "CreateJob",
                    jobDefinition = new { jobType = "Pipeline", jobs = new { step = JobScene.Node("step") } },
                },
            },
        });

        var answer = await scene.Rest.SendAsync(HttpMethod.Post, $"{schedule}/trigger?api-version=2024-01-01-preview", "{}");

        Assert.Equal("CreateJob", (string?)answer.Body!["scheduleActionType"]);
        var job = (string)answer.Body["submissionId"]!;
        Assert.Equal("Completed", (string?)(await scene.EndAsync(job))["status"]);
        var scheduled = await scene.Rest.SendAsync(HttpMethod.Get, $"{Ws}/jobs{Query}&scheduled=true&scheduleId={schedule}");
        Assert.Equal(job, (string?)Assert.Single(scheduled.Body!["value"]!.AsArray())!["name"]);
    }
}
