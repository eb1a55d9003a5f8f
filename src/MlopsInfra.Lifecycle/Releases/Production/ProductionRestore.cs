using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>Takes a release back that failed: the traffic goes to what served before, and the new deployment is
/// deleted.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="change">Writes it.</param>
/// <param name="state">What the release knows.</param>
internal sealed class ProductionRestore(OnlineEndpoint endpoint, EndpointChange change, ReleaseState state)
{
    /// <summary>Takes it back.</summary>
    /// <param name="serving">What served before; null for nothing.</param>
    /// <param name="failure">Why.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was done, in sentences.</returns>
    public async Task<string> RunAsync(string? serving, LifecycleException failure, CancellationToken cancellationToken)
    {
        try
        {
            return await LifecycleEnvironment.GuardAsync($"taking {state.Release} back from {endpoint.Name}",
                () => RestoreAsync(serving, failure, cancellationToken), cancellationToken);
        }
        catch (LifecycleException exception)
        {
            return $"It could not be taken back: {exception.Message} The same command tries again.";
        }
    }

    private async Task<string> RestoreAsync(string? serving, LifecycleException failure, CancellationToken cancellationToken)
    {
        var release = state.Release!;
        var outcome = $"{release} failed: {failure.Message}";
        // What somebody else has just decided is left as it is.
        if (failure.Code == EndpointChange.Changed)
        {
            await change.UnlockAsync(outcome, cancellationToken);
            return $"The traffic is {EndpointChange.Text(endpoint.Traffic)}.";
        }

        if (failure.Code == "ReleaseInProgress") return "";
        await change.WriteAsync(serving is null ? new Dictionary<string, int>() : new Dictionary<string, int> { [serving] = 100 },
            new Dictionary<string, string?> { [LifecycleTags.State] = outcome, [LifecycleTags.Lock] = null }, cancellationToken);
        var back = serving is null ? "Nothing has traffic, as before." : $"The traffic is with {serving}.";
        // One that was kept for a rollback was there before.
        if (endpoint.Tag(LifecycleTags.Previous) == release) return back;
        if (await new DeletionLocks(state.Target).FindAsync(cancellationToken) is { } kept)
            return $"{back} {release} stays, without traffic: the lock {kept} keeps it from being deleted.";
        await endpoint.DeleteAsync(release, cancellationToken);
        return $"{back} {release} is deleted.";
    }
}
