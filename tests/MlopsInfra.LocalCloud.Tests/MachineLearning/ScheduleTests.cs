using MlopsInfra.LocalCloud.Tests.Rest;
using static MlopsInfra.LocalCloud.Tests.MachineLearning.PublishedPipeline;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Schedules over REST.</summary>
public sealed class ScheduleTests
{
    private const string Ws = RestCloud.Workspace;

    [Theory]
    [InlineData("""{"triggerType":"Cron","expression":"0 25 * * *"}""", "five fields")]
    [InlineData("""{"triggerType":"Cron","expression":"0 2 * *"}""", "five fields")]
    [InlineData("""{"triggerType":"Cron","expression":"0 2 * * *","timeZone":"Europe/Berlin"}""", "Windows time zone")]
    [InlineData("""{"triggerType":"Recurrence","frequency":"Fortnight","interval":1}""", "frequency")]
    [InlineData("""{"triggerType":"Recurrence","frequency":"day","interval":1,"schedule":{"hours":[2]}}""", "minutes")]
    public async Task A_schedule_that_never_fires_is_refused(string trigger, string because)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);

        var answer =
            await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/nightly?api-version={RestCloud.Version}", Schedule(trigger));

        Assert.Equal(400, answer.Status);
        Assert.Contains(because, (string?)answer.Body!["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_PUT_of_a_schedule_answers_its_properties_only()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await PublishAsync(rest);

        var answer = await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/nightly?api-version={RestCloud.Version}",
            Schedule("""{"triggerType":"Cron","expression":"0 2 * * 1-5","timeZone":"W. Europe Standard Time"}"""));

        Assert.Equal(201, answer.Status);
        Assert.Null(answer.Body!["id"]);
        Assert.Equal("Creating", (string?)answer.Body["properties"]!["provisioningState"]);
    }
}
