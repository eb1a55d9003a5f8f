using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Schedules;

/// <summary>
/// Lets schedules that create jobs act at their times, one after the other, while the server runs. What would have been due
/// before it began is not made up for; of what became due while the machine slept, only the last time is.
/// </summary>
internal sealed class ScheduleClock(IResourceManager resources, ScheduledJobs jobs, ScheduleAuthors authors,
    RequestRecorder recorder, TimeProvider clock) : IHostedService, IDisposable
{
    // Between two looks at the schedules: nobody sees whether a job begins a second later.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = RunAsync(clock.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(DateTimeOffset seen)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested) return;
            var now = clock.GetUtcNow();
            foreach (var schedule in resources.OfType(ScheduleResource.TypeName)) await ActAsync(schedule, seen, now);
            seen = now;
        }
    }

    private async Task ActAsync(JsonObject schedule, DateTimeOffset seen, DateTimeOffset now)
    {
        try
        {
            if (schedule.At("properties.isEnabled")?.ToString() is "false" or "False"
                || schedule.Text("properties.action.actionType") != "CreateJob"
                || schedule.At("properties.action.jobDefinition") is not JsonObject definition
                || schedule.At("properties.trigger") is not JsonObject trigger) return;
            var id = ResourceId.Parse(schedule.Text("id")!);
            // What was due before the schedule was written as it is now is none of its times.
            if (Written(schedule, "lastModifiedAt") is { } written && written > seen) seen = written;
            var times = new ScheduleTimes(trigger, Written(schedule, "createdAt") ?? seen);
            if (times.LastBetween(seen, now) is not { } due || resources.Find(ScheduledJobs.JobOf(id, due)) is not null) return;
            await jobs.SubmitAsync(id, definition, due, authors.Of(id), null, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server ends.
        }
        catch (Exception exception)
        {
            // The others have their times, too.
            recorder.AddBackground(new InvalidOperationException(
                $"The schedule '{schedule.Text("id")}' could not submit its job: {exception.Message}", exception));
        }
    }

    private static DateTimeOffset? Written(JsonObject schedule, string name) =>
        DateTimeOffset.TryParse(schedule.Text($"systemData.{name}"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var time) ? time : null;
}
