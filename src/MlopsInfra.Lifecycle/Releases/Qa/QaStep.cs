using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Testing;

namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>
/// The release goes to the container group, and is tested there: it starts, the samples and the golden prediction are as
/// expected, and it is quick enough. A release that fails is taken back.
/// </summary>
internal sealed class QaStep : IReleaseStep
{
    private const string Deploy = "QA", Test = "test";

    private readonly ReleaseState _state;
    private readonly QaGroup _group;

    /// <param name="state">What the release knows.</param>
    public QaStep(ReleaseState state)
    {
        _state = state;
        _group = new QaGroup(state.Target, state.Options);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlannedStep>> PlanAsync(CancellationToken cancellationToken)
    {
        await _group.ReadAsync(cancellationToken);
        var note = ReleaseLock.Check(Lock, $"the container group {_group.Name}", _state.Options);
        if (note is not null) _state.Progress.Note(note);
        if (_group.Tag(LifecycleTags.Release) is { } told && _group.Current is null)
            _state.Progress.Note($"The container group {_group.Name} was changed by hand: its tags say {told} with "
                + $"{_group.Tag(LifecycleTags.Image)}, and it runs {_group.View.Image}. It is written over.");
        var name = _state.Release ?? $"the release of {_state.Model.Reference}";
        var deploy = IsDeployed
            ? new PlannedStep(Deploy, $"{_group.Name} runs {name}: kept", IsNeeded: false)
            : new PlannedStep(Deploy, $"{_group.Name} gets {name} in place of {Running}", IsNeeded: true)
            { UsualDuration = TimeSpan.FromSeconds(60) };
        return [deploy, IsComplete
            ? new PlannedStep(Test, $"{name} has passed: kept", IsNeeded: false)
            : new PlannedStep(Test, IsTested ? "its result is written down"
                : $"samples, golden prediction, latency of {_state.Options.Requests} requests", IsNeeded: true)
            { UsualDuration = TimeSpan.FromSeconds(30) }];
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (IsComplete)
        {
            _state.ScoringUri = _group.View.Address is { } address ? new Uri(address, "score") : null;
            return;
        }

        if (!IsTested)
        {
            if (!IsDeployed) await DeployAsync(cancellationToken);
            else if (Lock?.Holder != _state.Options.RunId) await LockAsync(cancellationToken);
            await TestAsync(cancellationToken);
        }

        var tested = new Dictionary<string, string>(Model.Tags, StringComparer.Ordinal)
        {
            [LifecycleTags.Tested] = _state.Image!.Digest,
        };
        _state.Released = await new ModelRegistry(_state.Target).WriteAsync(Model with { Tags = tested }, cancellationToken);
    }

    private ReleaseLock? Lock => ReleaseLock.Parse(_group.Tag(LifecycleTags.Lock));

    private ModelVersion Model => _state.Released ?? _state.Model;

    private bool IsDeployed => _state.Release is { } release && _group.Current?.Release == release;

    private bool IsTested => IsDeployed && _group.IsTested && Lock is null;

    private bool IsComplete => IsTested && Model.Tag(LifecycleTags.Tested) == _state.Image!.Digest;

    private string Running => _group.Current?.Release ?? "what is no release";

    // What is worth going back to: what runs, if it has passed its own tests, else what that one would have gone back to.
    private FormerRelease? Former => _group.IsTested && _group.Current?.Release != _state.Release
        ? _group.Current : FormerRelease.Parse(_group.Tag(LifecycleTags.Previous));

    private async Task DeployAsync(CancellationToken cancellationToken)
    {
        var clock = new StepClock(_state.Progress, Deploy, $"{_group.Name}: {_state.Release}");
        try
        {
            await LockAsync(cancellationToken);
            var former = Former;
            var tags = ReleaseTags.Others(_group.Tags);
            foreach (var tag in ReleaseTags.Of(_state.Release!, Model, _state.Image!.Reference, _state.Options))
                tags[tag.Key] = tag.Value;
            tags.Remove(LifecycleTags.Tested);
            tags[LifecycleTags.State] = $"{_state.Release} testing";
            if (former is not null) tags[LifecycleTags.Previous] = former.ToString();
            await LifecycleEnvironment.GuardAsync($"writing the container group {_group.Name}", () =>
                _group.WriteAsync(_state.Image.Reference,
                    ServiceVariables.Of(_state.Release!, Model.Reference, _state.Image.Reference), tags, cancellationToken),
                cancellationToken);
            _state.Previous = former?.Release;
            clock.Done($"{_group.Name} runs {_state.Release}");
        }
        catch (LifecycleException exception)
        {
            throw clock.Failed(exception);
        }
    }

    private Task LockAsync(CancellationToken cancellationToken) => LifecycleEnvironment.GuardAsync(
        $"locking the container group {_group.Name}", async () =>
        {
            var own = ReleaseLock.For(_state.Options);
            await _group.WriteTagsAsync(new Dictionary<string, string>(_group.Tags) { [LifecycleTags.Lock] = own.ToString() },
                cancellationToken);
            // Of two that lock at the same moment one reads the other's name here.
            ReleaseLock.Check(Lock, $"the container group {_group.Name}", _state.Options);
        }, cancellationToken);

    private async Task TestAsync(CancellationToken cancellationToken)
    {
        var clock = new StepClock(_state.Progress, Test, "waiting until it answers");
        try
        {
            var samples = await _state.SamplesAsync(cancellationToken);
            var address = await new QaHealth(_group, _state.Options).WaitAsync(_state.Release!,
                samples.FirstOrDefault(sample => sample.Status == 200) ?? samples[0], clock.Goes, cancellationToken);
            _state.ScoringUri = new Uri(address, "score");
            clock.Goes($"{samples.Count} samples, {_state.Options.Requests} requests");
            var report = await new SampleTest(new ScoringClient(null, _state.ScoringUri), samples)
            {
                MaxLatency = _state.Options.MaxLatency, Requests = _state.Options.Requests, WarmUp = _state.Options.WarmUp,
            }.RunAsync(cancellationToken);
            _state.Tests = report;
            if (!report.IsPassed)
                throw new LifecycleException("QaTestFailed", $"{_state.Release} failed in QA: {report.Text}.")
                {
                    Log = await _group.LogAsync(cancellationToken),
                };
            var tags = new Dictionary<string, string>(_group.Tags)
            {
                [LifecycleTags.Tested] = _state.Image!.Digest, [LifecycleTags.State] = $"{_state.Release} tested",
            };
            tags.Remove(LifecycleTags.Lock);
            await _group.WriteTagsAsync(tags, cancellationToken);
            clock.Done(report.Text);
        }
        catch (LifecycleException exception)
        {
            var restored = await new QaRestore(_group, _state).RunAsync(Former, exception.Message, cancellationToken);
            throw clock.Failed(new LifecycleException(exception.Code, $"{exception.Message} {restored}", exception)
            {
                Log = exception.Log,
            });
        }
    }
}
