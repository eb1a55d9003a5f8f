namespace Pulumi;

/// <summary>Ends a run that stands still: its program is done, nothing is under way, and yet something is waited for.</summary>
internal sealed class RunWatch(RunTracker tracker, RegistrationSet registrations)
{
    // Two silent intervals in a row: a busy machine lets the rest of a run wait for its turn, but not for that long.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2.5);

    public async Task WatchAsync()
    {
        var silentIntervals = 0;
        while (silentIntervals < 2)
        {
            var before = tracker.Activity.Events;
            if (await EndsWithinAsync(Interval))
                return;
            var isSilent = tracker.Activity.IsNone && tracker.Activity.Events == before;
            silentIntervals = isSilent ? silentIntervals + 1 : 0;
        }
        tracker.AddError(EndlessRunException.Stuck(registrations.Resources, tracker.Abandoned));
    }

    private async Task<bool> EndsWithinAsync(TimeSpan interval)
    {
        try
        {
            await tracker.Finished.WaitAsync(interval);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
