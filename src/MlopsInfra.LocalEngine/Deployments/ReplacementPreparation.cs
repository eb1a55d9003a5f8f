using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// Makes room for a replacement that deletes the old resource first: whatever depends on it, and would be replaced
/// because of it, is deleted before it, and created again when the program registers it.
/// </summary>
internal sealed class ReplacementPreparation : IDisposable
{
    private readonly DeploymentRun _run;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly ConcurrentDictionary<string, ResourceRecord> _deleted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _causes = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, ResourceRecord>> _dependents;

    /// <summary>For one deployment.</summary>
    public ReplacementPreparation(DeploymentRun run)
    {
        _run = run;
        _dependents = new Lazy<ILookup<string, ResourceRecord>>(() => run.Setup.State.Resources
            .Where(record => !record.Delete)
            .SelectMany(record => DependencyOrder.NeedsOf(record).Concat(record.ReplaceWith).Distinct(StringComparer.Ordinal)
                .Select(need => (Need: need, Record: record)))
            .ToLookup(pair => pair.Need, pair => pair.Record, StringComparer.Ordinal));
    }

    /// <summary>What was deleted to make room and not yet registered again.</summary>
    public bool TryGetDeleted(string urn, [MaybeNullWhen(false)] out ResourceRecord old) => _deleted.TryGetValue(urn, out old);

    /// <summary>Whether a resource is replaced as something that it depends on is, and why.</summary>
    public bool IsToBeReplaced(string urn, [MaybeNullWhen(false)] out string cause) => _causes.TryGetValue(urn, out cause);

    /// <summary>Deletes an old resource, after its dependents, before the new one is created.</summary>
    /// <exception cref="DeploymentException">One of them could not be deleted; that has been reported, too.</exception>
    public async Task MakeRoomAsync(RegisteredResource resource, ResourceRecord old)
    {
        await DependentsUnderWayAsync(resource.ContinuedUrn ?? old.Urn);
        await _oneAtATime.WaitAsync();
        try
        {
            var taken = new List<ResourceRecord> { old with { Protect = false } };
            foreach (var dependent in await AffectedAsync(resource, old))
            {
                if (!_run.Resources.TryTake(dependent.Urn, out var record)) continue;
                _causes[record.Urn] = CauseOf(resource);
                _deleted[record.Urn] = record;
                taken.Add(record);
            }

            if (!await _run.Deletions.DeleteAsync(taken, StepOperation.DeleteReplaced))
            {
                throw new DeploymentException(
                    DeploymentErrorCodes.ProgramFailed,
                    $"'{resource.Goal.Name}' can't be replaced: it, or something that depends on it, could not be deleted.",
                    old.Id);
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>In a preview: marks the dependents that would be replaced, too.</summary>
    public async Task AnnounceAsync(RegisteredResource resource, ResourceRecord old)
    {
        foreach (var dependent in await AffectedAsync(resource, old)) _causes.TryAdd(dependent.Urn, CauseOf(resource));
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private static string CauseOf(RegisteredResource resource) =>
        $"'{resource.Goal.Name}', which it depends on, is deleted before it is replaced";

    /// <summary>
    /// What used to depend on it, but is worked on already, no longer does in the new program. It may still have to be
    /// told so in the cloud: that has to be over.
    /// </summary>
    private Task DependentsUnderWayAsync(string urn) =>
        Task.WhenAll(_dependents.Value[urn].Select(dependent => _run.Resources.Find(dependent.Urn)?.Done ?? Task.CompletedTask));

    private async Task<IReadOnlyList<ResourceRecord>> AffectedAsync(RegisteredResource resource, ResourceRecord old)
    {
        var start = resource.ContinuedUrn ?? old.Urn;
        var affected = new Dictionary<string, ResourceRecord>(StringComparer.Ordinal) { [start] = old };
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out var urn))
        {
            foreach (var dependent in _dependents.Value[urn])
            {
                if (affected.ContainsKey(dependent.Urn) || _run.Resources.Find(dependent.Urn) is not null) continue;
                if (!await MustGoAsync(dependent, affected)) continue;
                affected[dependent.Urn] = dependent;
                queue.Enqueue(dependent.Urn);
            }
        }

        affected.Remove(start);
        if (affected.Values.FirstOrDefault(record => record.Protect) is { } held)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.ProtectedResource,
                $"'{resource.Goal.Name}' can't be replaced: '{Urn.NameOf(held.Urn)}', which depends on it, would have to be "
                    + "replaced, too, and is protected.", held.Urn);
        }

        return [.. affected.Values];
    }

    /// <summary>
    /// Whether the loss of what it depends on forces its replacement: its provider says so for inputs that become unknown.
    /// </summary>
    private async Task<bool> MustGoAsync(ResourceRecord dependent, Dictionary<string, ResourceRecord> gone)
    {
        if (!dependent.Custom || dependent.External) return false;
        if (dependent.ReplaceWith.Any(gone.ContainsKey)) return true;
        if (dependent.Provider is not null && gone.ContainsKey(ProviderReference.UrnOf(dependent.Provider))) return true;
        var inputs = dependent.PropertyDependencies
            .Where(entry => dependent.Inputs.ContainsKey(entry.Key) && entry.Value.Any(gone.ContainsKey))
            .Aggregate(dependent.Inputs, (map, entry) => map.With(entry.Key, PropertyValue.Unknown));
        if (ReferenceEquals(inputs, dependent.Inputs)) return false;
        var provider = await _run.Providers.GetAsync(dependent);
        var request =
            new DiffRequest(dependent.Urn, dependent.Type, dependent.Id ?? "", dependent.Inputs, dependent.Outputs, inputs);
        return (await _run.Gate.RunAsync(null, token => provider.Provider.DiffAsync(request, token))).RequiresReplacement;
    }
}
