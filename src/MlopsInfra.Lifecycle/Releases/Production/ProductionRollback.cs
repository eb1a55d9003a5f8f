using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>Gives the traffic of an endpoint to a deployment that is there.</summary>
internal sealed class ProductionRollback : IRollback
{
    private readonly LifecycleEnvironment _environment;
    private readonly ReleaseOptions _options;
    private readonly OnlineEndpoint _endpoint;
    private RollbackResult? _result;

    /// <param name="environment">The environment.</param>
    /// <param name="options">Who does it.</param>
    public ProductionRollback(LifecycleEnvironment environment, ReleaseOptions options)
    {
        (_environment, _options) = (environment, options);
        _endpoint = new OnlineEndpoint(environment, options);
    }

    /// <inheritdoc/>
    public RollbackResult Result => _result ?? throw new InvalidOperationException("There is no plan yet.");

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(string? release, ILifecycleProgress progress, CancellationToken cancellationToken)
    {
        await _endpoint.ReadAsync(cancellationToken);
        if (ReleaseLock.Check(_endpoint.Lock, $"the endpoint {_endpoint.Name}", _options) is { } note) progress.Note(note);
        var serving = _endpoint.Traffic.OrderByDescending(share => share.Value).Select(share => share.Key).FirstOrDefault();
        var wanted = release ?? _endpoint.Tag(LifecycleTags.Previous) ?? throw new LifecycleException("NoPreviousRelease",
            $"The endpoint {_endpoint.Name} of {_environment.Name} keeps no release from before. {There()}");
        if (!_endpoint.Deployments.TryGetValue(wanted, out var deployment))
            throw new LifecycleException("ReleaseNotFound",
                $"The endpoint {_endpoint.Name} of {_environment.Name} has no release '{wanted}'. {There()}");
        if (!deployment.IsOnItsWay) RequireReady(deployment);
        _result = new RollbackResult(_endpoint.Name, wanted, deployment.Model, serving == wanted ? null : serving);
        var isNeeded = _endpoint.Share(wanted) != 100 || _endpoint.Tag(LifecycleTags.Release) != wanted
            || _endpoint.Lock is not null;
        return new PlannedStep(ProductionSteps.Traffic, isNeeded
            ? $"{_endpoint.Name}: 100 % to {wanted} ({deployment.Model ?? "no release made it"}){(serving is null
                || serving == wanted
                ? "" : $"; {serving} is kept at 0 %")}"
            : $"{_endpoint.Name}: {wanted} has 100 %: kept", isNeeded)
        { UsualDuration = TimeSpan.FromSeconds(20) };
    }

    /// <inheritdoc/>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var (release, left) = (Result.Release, Result.Left);
        await _endpoint.WaitAsync(release, cancellationToken);
        RequireReady(_endpoint.Deployments.GetValueOrDefault(release));
        var tags = new Dictionary<string, string>(_endpoint.Tags)
        {
            [LifecycleTags.Release] = release,
            [LifecycleTags.State] = $"{release} complete",
            [LifecycleTags.By] = ReleaseTags.Short(_options.By ?? _options.RunId),
            [LifecycleTags.At] = ReleaseTags.Moment(_options.Time.GetUtcNow()),
        };
        tags.Remove(LifecycleTags.Lock);
        if (left is not null) tags[LifecycleTags.Previous] = left;
        else if (tags.GetValueOrDefault(LifecycleTags.Previous) == release) tags.Remove(LifecycleTags.Previous);
        var traffic = new Dictionary<string, int> { [release] = 100 };
        if (left is not null) traffic[left] = 0;
        await _endpoint.WriteAsync(traffic, tags, cancellationToken);
        return $"{release} has 100 %";
    }

    private void RequireReady(OnlineDeployment? deployment)
    {
        if (deployment?.State == "Succeeded") return;
        throw new LifecycleException("ReleaseNotReady",
            $"The deployment {deployment?.Name ?? Result.Release} of {_endpoint.Name} is {deployment?.State ?? "gone"}: it can't "
                + $"serve. {There()}");
    }

    private string There() => _endpoint.Deployments.Count == 0 ? "There are no deployments."
        : "There are: " + string.Join(", ", _endpoint.Deployments.Values.Select(each =>
            $"{each.Name} ({each.Model ?? "no release made it"}, {_endpoint.Share(each.Name)} %)")) + ".";
}
