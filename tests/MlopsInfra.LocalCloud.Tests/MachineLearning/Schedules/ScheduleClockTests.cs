using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Schedules;

/// <summary>Schedules act by themselves while the cloud is served.</summary>
public sealed class ScheduleClockTests
{
    private const string Ws = RestCloud.Workspace;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Each_time_of_a_schedule_submits_its_job_once_and_what_is_off_or_a_monitor_submits_none()
    {
        await using var rest = await StartAsync();
        await ScheduleAsync(rest, "often", "*/10 * * * *");
        await ScheduleAsync(rest, "nightly", "30 2 * * *", zone: "W. Europe Standard Time");
        await ScheduleAsync(rest, "off", "*/1 * * * *", isEnabled: false);
        await ScheduleAsync(rest, "watch", "*/1 * * * *", action: new { actionType = "CreateMonitor",
            monitorDefinition = new { computeConfiguration = new { computeType = "ServerlessSpark",
                computeIdentity = new { computeIdentityType = "AmlToken" }, instanceType = "standard_e4s_v3",
                runtimeVersion = "3.4" },
                signals = new { } } });

        await GoAsync(rest, TimeSpan.FromMinutes(9.9));
        Assert.Empty(Jobs(rest));
        await GoAsync(rest, TimeSpan.FromMinutes(0.2));
        await GoAsync(rest, TimeSpan.FromMinutes(0.2));
        Assert.Equal(["often-20260601T001000000Z"], Jobs(rest));
        await GoAsync(rest, TimeSpan.FromMinutes(10));
        // Changed now, it has no time that lies before.
        await ScheduleAsync(rest, "often", "19 * * * *");
        await GoAsync(rest, TimeSpan.FromMinutes(10.1));
        Assert.Equal(["nightly-20260601T003000000Z", "often-20260601T001000000Z", "often-20260601T002000000Z"], Jobs(rest));
        var job = rest.Cloud.Resources.Find(ResourceId.Parse($"{Ws}/jobs/nightly-20260601T003000000Z"))!;
        Assert.Equal($"{Ws}/schedules/nightly", ScheduledJobs.ScheduleOf(job));
    }

    [Fact]
    public async Task After_a_pause_only_the_last_time_counts_and_after_a_restart_none_that_lies_before_it()
    {
        await using var rest = await StartAsync();
        await ScheduleAsync(rest, "often", "*/10 * * * *");

        // The machine slept.
        await GoAsync(rest, TimeSpan.FromMinutes(35));
        Assert.Equal(["often-20260601T003000000Z"], Jobs(rest));

        var services = rest.Server.Application.Services;
        await services.GetServices<IHostedService>().OfType<ScheduleClock>().Single().StopAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(15));
        using var next = new ScheduleClock(services.GetRequiredService<IResourceManager>(),
            services.GetRequiredService<ScheduledJobs>(), services.GetRequiredService<ScheduleAuthors>(),
            services.GetRequiredService<RequestRecorder>(), _clock);
        await next.StartAsync(CancellationToken.None);
        await GoAsync(rest, TimeSpan.FromMinutes(1));
        Assert.Equal(["often-20260601T003000000Z"], Jobs(rest));
        await GoAsync(rest, TimeSpan.FromMinutes(10));
        Assert.Equal(["often-20260601T003000000Z", "often-20260601T010000000Z"], Jobs(rest));
        await next.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_job_is_submitted_as_who_wrote_its_schedule()
    {
        await using var rest = await StartAsync(WorkloadExecutor.Process);
        var person = await rest.IdentityAsync("id-person");
        await rest.GrantAsync(RestCloud.Group, person, Role.Contributor);
        var written = await rest.SendAsync(HttpMethod.Put, $"{Ws}/schedules/hers?api-version={RestCloud.Version}",
            Schedule("*/10 * * * *", "UTC", true, null), rest.Http(objectId: person));
        Assert.Equal(201, written.Status);

        await GoAsync(rest, TimeSpan.FromMinutes(11));

        var runs = rest.Server.Application.Services.GetRequiredService<JobRuns>();
        Assert.Equal(person, runs.Find(ResourceId.Parse($"{Ws}/jobs/hers-20260601T001000000Z"))!.Principal);
    }

    private async Task<RestCloud> StartAsync(WorkloadExecutor executor = WorkloadExecutor.Simulate)
    {
        var rest = await RestCloud.StartWithWorkspaceAsync(executor: executor,
            cloudOptions: new LocalCloudOptions { Time = _clock });
        await rest.SeedAsync($"{Ws}/environments/env/versions/1", """{"properties":{"image":"r/i:1"}}""");
        await ScheduleAsync(rest, "zz-last", "*/1 * * * *");
        return rest;
    }

    private static Task ScheduleAsync(RestCloud rest, string name, string cron, string zone = "UTC", bool isEnabled = true,
        object? action = null) => rest.SeedAsync($"{Ws}/schedules/{name}",
        JsonSerializer.Serialize(Schedule(cron, zone, isEnabled, action)));

    private static object Schedule(string cron, string zone, bool isEnabled, object? action) => new
    {
        properties = new
        {
            isEnabled,
            trigger = new { triggerType = "Cron", expression = cron, timeZone = zone },
            action = action ?? new { actionType = "CreateJob", jobDefinition = new { jobType = "Command", command = "true",
                environmentId = $"{Ws}/environments/env/versions/1" } },
        },
    };

    // The schedules are looked at one after the other: when the last one, which has a time each minute, has its job, all have
    // theirs.
    private async Task GoAsync(RestCloud rest, TimeSpan time)
    {
        _clock.Advance(time);
        var minute = new DateTimeOffset(_clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero)
            .AddMinutes(Math.Floor(_clock.GetUtcNow().TimeOfDay.TotalMinutes));
        var last = ScheduledJobs.JobOf(ResourceId.Parse($"{Ws}/schedules/zz-last"), minute);
        await Eventually.FindAsync(() => Task.FromResult(rest.Cloud.Resources.Find(last)));
    }

    private static string[] Jobs(RestCloud rest) =>
    [
        .. rest.Cloud.Resources.OfType("Microsoft.MachineLearningServices/workspaces/jobs").Select(job => (string)job["name"]!)
            .Where(name => !name.StartsWith("zz-", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];
}
