namespace Pulumi;

/// <summary>
/// Ends a run that stands still: nothing is under way, and yet something is waited for. As long as the program has not come to
/// its end, it may do things that are not seen here: then it is left alone, unless it waits for an output itself and has
/// none in hand that it could resolve.
/// </summary>
internal sealed class RunWatch(RunTracker tracker, RegistrationSet registrations)
{
    // Two silent intervals in a row: a busy machine lets the rest of a run wait for its turn, but not for that long.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2.5);

    private bool IsStanding =>
        tracker.Activity.IsNone && RunActivity.Outside.IsNone && (tracker.ProgramHasEnded || IsProgramWaiting);

    private bool IsProgramWaiting => tracker.Activity is { HasWaits: true, HasUnresolved: false }
        && !RunActivity.Outside.HasUnresolved && registrations.Resources.Count > 0;

    public async Task WatchAsync()
    {
        var silentIntervals = 0;
        while (silentIntervals < 2)
        {
            var before = tracker.Activity.Events;
            if (await EndsWithinAsync(Interval))
                return;
            var isSilent = IsStanding && tracker.Activity.Events == before;
            silentIntervals = isSilent ? silentIntervals + 1 : 0;
        }
        tracker.AddError(EndlessRunException.Stuck(tracker.ProgramHasEnded, registrations.Resources, tracker.Abandoned));
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
