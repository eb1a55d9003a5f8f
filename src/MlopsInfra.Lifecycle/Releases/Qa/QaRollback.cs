using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Qa;

/// <summary>Puts the release back into the container group that it ran before.</summary>
internal sealed class QaRollback : IRollback
{
    private readonly LifecycleEnvironment _environment;
    private readonly ReleaseOptions _options;
    private readonly QaGroup _group;
    private FormerRelease? _wanted;

    /// <param name="environment">The environment.</param>
    /// <param name="options">Who does it.</param>
    public QaRollback(LifecycleEnvironment environment, ReleaseOptions options)
    {
        (_environment, _options) = (environment, options);
        _group = new QaGroup(environment, options);
    }

    /// <inheritdoc/>
    public RollbackResult Result => _wanted is { } wanted
        ? new RollbackResult(_group.Name, wanted.Release, wanted.Model, Running == wanted.Release ? null : Running)
        : throw new InvalidOperationException("There is no plan yet.");

    private string? Running { get; set; }

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(string? release, ILifecycleProgress progress, CancellationToken cancellationToken)
    {
        await _group.ReadAsync(cancellationToken);
        if (ReleaseLock.Check(ReleaseLock.Parse(_group.Tag(LifecycleTags.Lock)), $"the container group {_group.Name}", _options)
            is { } note) progress.Note(note);
        var (current, former) = (_group.Current, FormerRelease.Parse(_group.Tag(LifecycleTags.Previous)));
        Running = current?.Release;
        var there = new[] { current, former }.OfType<FormerRelease>().Select(each => $"{each.Release} ({each.Model})").ToList();
        var list = there.Count == 0 ? "There are none." : $"There are: {string.Join(", ", there)}.";
        _wanted = release is null
            ? former ?? throw new LifecycleException("NoPreviousRelease",
                $"The container group {_group.Name} of {_environment.Name} keeps no release from before. {list}")
            : new[] { current, former }.FirstOrDefault(each => each?.Release == release) ?? throw new LifecycleException(
                "ReleaseNotFound", $"The container group {_group.Name} of {_environment.Name} has no release '{release}'. "
                    + $"{list}");
        var isNeeded = Running != _wanted.Release;
        return new PlannedStep("QA", isNeeded ? $"{_group.Name} gets {_wanted.Release} ({_wanted.Model}) back"
            : $"{_group.Name} runs {_wanted.Release}: kept", isNeeded)
        { UsualDuration = TimeSpan.FromSeconds(60) };
    }

    /// <inheritdoc/>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var left = _group.Current;
        await QaRestore.WriteAsync(_group, _environment, _wanted!, $"{_wanted!.Release} tested", _options, cancellationToken);
        // The way back leads both ways.
        if (left is not null)
            await _group.WriteTagsAsync(new Dictionary<string,
                string>(_group.Tags) { [LifecycleTags.Previous] = left.ToString() },
                cancellationToken);
        return $"{_group.Name} runs {_wanted.Release}";
    }
}
