using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>
/// The release goes to production: a deployment without traffic, a smoke test past the traffic, then the traffic step by step,
/// with a watch between. Where it stands is read from the endpoint, so that a release that was broken off goes on. Any failure
/// gives the traffic back to what served before, and deletes the new deployment.
/// </summary>
internal sealed class ProductionStep : IReleaseStep
{
    private static readonly TimeSpan DeployTime = TimeSpan.FromMinutes(8), PutTime = TimeSpan.FromSeconds(20);

    private readonly ReleaseState _state;
    private readonly OnlineEndpoint _endpoint;
    private IReadOnlyList<string> _older = [];

    /// <param name="state">What the release knows.</param>
    public ProductionStep(ReleaseState state)
    {
        _state = state;
        _endpoint = new OnlineEndpoint(state.Target, state.Options);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlannedStep>> PlanAsync(CancellationToken cancellationToken)
    {
        await _endpoint.ReadAsync(cancellationToken);
        if (!_endpoint.IsOnKubernetes)
            throw new LifecycleException("EndpointNotOnKubernetes",
                $"The endpoint {_endpoint.Name} of {_state.Target.Name} stands on no attached cluster: releases know these "
                    + $"only.");
        var situation = Situation;
        if (ReleaseLock.Check(_endpoint.Lock, $"the endpoint {_endpoint.Name}", _state.Options) is { } note)
            _state.Progress.Note(note);
        foreach (var text in situation.Surprises()) _state.Progress.Note(text);
        _older = situation.Older;
        if (_older.Count > 0 && await new DeletionLocks(_state.Target).FindAsync(cancellationToken) is { } kept)
        {
            _state.Progress.Note($"Older deployments stay, without traffic, and each takes a pod: the lock {kept} keeps "
                + $"{string.Join(", ", _older)} from being deleted.");
            _older = [];
        }

        var name = _state.Release ?? $"the release of {_state.Model.Reference}";
        var serving = situation.Serving;
        var from = serving is null ? "nothing serves yet" : $"{serving} serves";
        var watches = serving is null ? 0 : _state.Options.Steps.Count(percent => percent < 100);
        return
        [
            situation.IsDeployed || situation.IsServing
                ? new PlannedStep(ProductionSteps.Deploy, $"{_endpoint.Name} has {name}: kept", IsNeeded: false)
                : new PlannedStep(ProductionSteps.Deploy, $"{_endpoint.Name} gets {name}, with 0 % of the traffic; "
                    + $"{from}", IsNeeded: true)
                { UsualDuration = DeployTime },
            situation.IsServing
                ? new PlannedStep(ProductionSteps.Smoke, $"{name} serves: kept", IsNeeded: false)
                : new PlannedStep(ProductionSteps.Smoke, _state.Target.Outputs.IsPrivate
                    ? "samples past the traffic, by a run-once group in the environment's network" : "samples past the traffic",
                    IsNeeded: true)
                { UsualDuration = TimeSpan.FromSeconds(_state.Target.Outputs.IsPrivate ? 90 : 10) },
            situation.IsServing
                ? new PlannedStep(ProductionSteps.Traffic, Clean(), _older.Count > 0)
                : new PlannedStep(ProductionSteps.Traffic, serving is null ? "100 %"
                    : $"{string.Join(" → ", _state.Options.Steps)} %, watched for {Span(_state.Options.Watch)} each; "
                        + $"{serving} is kept at 0 %",
                    IsNeeded: true)
                { UsualDuration = PutTime * (watches + 1) + _state.Options.UsualWatch * watches },
        ];
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _state.ScoringUri = _endpoint.ScoringUri;
        var situation = Situation;
        _state.Previous = situation.IsServing ? _endpoint.Tag(LifecycleTags.Previous) : situation.Serving;
        if (!situation.IsServing)
        {
            var change = new EndpointChange(_endpoint, _state);
            await LifecycleEnvironment.GuardAsync($"locking the endpoint {_endpoint.Name}",
                () => change.LockAsync(cancellationToken), cancellationToken);
            try
            {
                await new ReleaseDeployment(_endpoint, _state).RunAsync(cancellationToken);
                await new ProductionSmoke(_endpoint, _state).RunAsync(cancellationToken);
                await new TrafficShift(change, _endpoint, _state).RunAsync(situation.Serving, cancellationToken);
            }
            catch (LifecycleException exception)
            {
                var restored = await new ProductionRestore(_endpoint, change, _state)
                    .RunAsync(situation.Serving, exception, cancellationToken);
                throw new LifecycleException(exception.Code, $"{exception.Message} {restored}", exception)
                    { Log = exception.Log };
            }
        }

        await LifecycleEnvironment.GuardAsync($"deleting older deployments of {_endpoint.Name}", async () =>
        {
            foreach (var name in _older)
            {
                _state.Progress.Note($"{name} is deleted: it is older than what is kept for a rollback.");
                await _endpoint.DeleteAsync(name, cancellationToken);
            }
        }, cancellationToken);
    }

    private EndpointSituation Situation => new(_endpoint, _state.Release, _state.Image?.Reference);

    private string Clean() => _older.Count == 0
        ? "it has 100 %: kept" : $"it has 100 %; older deployments are deleted: {string.Join(", ", _older)}";

    private static string Span(TimeSpan time) => time.TotalMinutes >= 2 ? $"{time.TotalMinutes:0} min"
        : $"{time.TotalSeconds:0.#} s";
}
