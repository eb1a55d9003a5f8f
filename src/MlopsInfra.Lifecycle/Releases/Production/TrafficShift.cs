using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>Gives a release the traffic, step by step, and watches it between the steps.</summary>
/// <param name="change">Writes the endpoint.</param>
/// <param name="endpoint">The endpoint.</param>
/// <param name="state">What the release knows.</param>
internal sealed class TrafficShift(EndpointChange change, OnlineEndpoint endpoint, ReleaseState state)
{
    /// <summary>Goes from the share that the release has to 100 %.</summary>
    /// <param name="serving">What served before and is kept; null for nothing: then the release gets everything at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">The watch saw errors, or somebody else changed the endpoint.</exception>
    public async Task RunAsync(string? serving, CancellationToken cancellationToken)
    {
        var clock = new StepClock(state.Progress, ProductionSteps.Traffic, $"{endpoint.Share(state.Release!)} %");
        try
        {
            await LifecycleEnvironment.GuardAsync($"moving the traffic of {endpoint.Name} to {state.Release}",
                () => ShiftAsync(serving, clock, cancellationToken), cancellationToken);
            clock.Done(serving is null ? $"{state.Release} has 100 %"
                : $"{string.Join(" → ", state.Options.Steps)} %; {serving} is kept at 0 %");
        }
        catch (LifecycleException exception)
        {
            throw clock.Failed(exception);
        }
    }

    private async Task ShiftAsync(string? serving, StepClock clock, CancellationToken cancellationToken)
    {
        var release = state.Release!;
        foreach (var percent in serving is null ? [100] : state.Options.Steps)
        {
            // A release that was broken off at a step is watched there again.
            if (percent < endpoint.Share(release)) continue;
            var since = state.Options.Time.GetUtcNow();
            if (percent == 100) await change.WriteAsync(Traffic(serving, 100), Complete(serving), cancellationToken);
            else if (percent > endpoint.Share(release))
            {
                await change.WriteAsync(Traffic(serving, percent),
                    new Dictionary<string, string?> { [LifecycleTags.State] = $"{release} traffic "
                        + $"{percent}" }, cancellationToken);
            }

            clock.Goes($"{percent} %");
            if (percent < 100)
                await new ReleaseWatch(change, endpoint, state).RunAsync(percent, since, clock.Goes, cancellationToken);
        }
    }

    private Dictionary<string, int> Traffic(string? serving, int percent)
    {
        var traffic = new Dictionary<string, int> { [state.Release!] = percent };
        if (serving is not null) traffic[serving] = 100 - percent;
        return traffic;
    }

    private Dictionary<string, string?> Complete(string? serving) => new()
    {
        [LifecycleTags.Release] = state.Release,
        [LifecycleTags.Previous] = serving,
        [LifecycleTags.State] = $"{state.Release} complete",
        [LifecycleTags.Lock] = null,
    };
}
