namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>
/// Writes an endpoint under the lock of a release. Before each write it looks whether the lock is still its own and the traffic
/// still what it left: what somebody else has changed meanwhile is not written over.
/// </summary>
/// <param name="endpoint">The endpoint, as it was read.</param>
/// <param name="state">What the release knows.</param>
internal sealed class EndpointChange(OnlineEndpoint endpoint, ReleaseState state)
{
    /// <summary>The code of what somebody else changed.</summary>
    public const string Changed = "ChangedMeanwhile";

    private IReadOnlyDictionary<string, int> _traffic = endpoint.Traffic;

    /// <summary>Locks the endpoint, if it is not locked by this release.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task LockAsync(CancellationToken cancellationToken)
    {
        if (endpoint.Lock?.Holder != state.Options.RunId)
        {
            await endpoint.ReadAsync(cancellationToken);
            _traffic = endpoint.Traffic;
            ReleaseLock.Check(endpoint.Lock, $"the endpoint {endpoint.Name}", state.Options);
            var tags = new Dictionary<string, string>(endpoint.Tags)
            {
                [LifecycleTags.Lock] = ReleaseLock.For(state.Options).ToString(),
                [LifecycleTags.State] = $"{state.Release} deploying",
            };
            await endpoint.WriteAsync(_traffic, tags, cancellationToken);
        }

        // Of two that lock at the same moment one reads the other's name here.
        RequireLock();
    }

    /// <summary>Writes traffic and tags.</summary>
    /// <param name="traffic">The traffic from now on.</param>
    /// <param name="tags">Tags that are set; null deletes one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Somebody else has changed the endpoint meanwhile.</exception>
    public async Task WriteAsync(IReadOnlyDictionary<string, int> traffic, IReadOnlyDictionary<string, string?> tags,
        CancellationToken cancellationToken)
    {
        await CheckAsync(cancellationToken);
        await WriteTagsAsync(traffic, tags, cancellationToken);
        // What was written, and not what is read afterwards: somebody else may have changed it in between.
        _traffic = traffic.Where(share => share.Value > 0).ToDictionary(share => share.Key, share => share.Value);
    }

    /// <summary>Reads the endpoint, and looks whether it is as this release left it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">Somebody else has changed it meanwhile.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await endpoint.ReadAsync(cancellationToken);
        RequireLock();
        if (!Same(endpoint.Traffic, _traffic))
            throw new LifecycleException(Changed,
                $"The traffic of {endpoint.Name} was changed by somebody else during the release: it was {Text(_traffic)} and is "
                    + $"{Text(endpoint.Traffic)}. The release stops, and leaves it so.");
    }

    /// <summary>Gives the lock away, with the traffic as it is.</summary>
    /// <param name="outcome">What the state of the endpoint is then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task UnlockAsync(string outcome, CancellationToken cancellationToken)
    {
        await endpoint.ReadAsync(cancellationToken);
        if (endpoint.Lock?.Holder != state.Options.RunId) return;
        await WriteTagsAsync(endpoint.Traffic, new Dictionary<string, string?>
        {
            [LifecycleTags.Lock] = null, [LifecycleTags.State] = outcome,
        }, cancellationToken);
    }

    /// <summary>Traffic in words.</summary>
    /// <param name="traffic">The traffic.</param>
    public static string Text(IReadOnlyDictionary<string, int> traffic) =>
        traffic.Count == 0 ? "none" : string.Join(", ", traffic.Select(share => $"{share.Key} {share.Value} %"));

    private async Task WriteTagsAsync(IReadOnlyDictionary<string, int> traffic, IReadOnlyDictionary<string, string?> tags,
        CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, string>(endpoint.Tags);
        foreach (var (name, value) in tags)
        {
            if (value is null) all.Remove(name);
            else all[name] = ReleaseTags.Short(value);
        }

        await endpoint.WriteAsync(traffic, all, cancellationToken);
    }

    private void RequireLock()
    {
        if (endpoint.Lock?.Holder == state.Options.RunId) return;
        throw new LifecycleException(endpoint.Lock is null ? Changed : "ReleaseInProgress", endpoint.Lock is { } other
            ? $"The endpoint {endpoint.Name} was locked by the release of {other.Holder} at "
                + $"{ReleaseTags.Moment(other.Since)}: this one "
                + "stops."
            : $"Somebody deleted the lock of this release from the endpoint {endpoint.Name}: it stops.");
    }

    private static bool Same(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        one.Count == other.Count && one.All(share => other.GetValueOrDefault(share.Key) == share.Value);
}
