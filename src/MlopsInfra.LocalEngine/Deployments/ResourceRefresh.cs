using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>
/// Makes the state what is really there: every resource is read from its provider, all of them side by side. What is gone leaves
/// the state; one that can't be read stays as it was. Components, providers and replaced resources that still have to be deleted
/// are left alone.
/// </summary>
internal sealed class ResourceRefresh(DeploymentRun run)
{
    /// <summary>Reads all of them, and records what has changed.</summary>
    public async Task RefreshAsync(IReadOnlyCollection<ResourceRecord> records)
    {
        var live = records.Where(record => !record.Delete).ToList();
        var gone = await Task.WhenAll(live.Select(RefreshAsync));
        var urns = live.Where((_, i) => gone[i]).Select(record => record.Urn).ToHashSet(StringComparer.Ordinal);
        if (urns.Count > 0) await ForgetAsync(urns);
    }

    /// <returns>Whether it is gone.</returns>
    private async Task<bool> RefreshAsync(ResourceRecord record)
    {
        var attempt = StepAttempt.For(run.Reporter, record, StepOperation.Same);
        if (!IsRead(record))
        {
            if (!ProviderRegistry.IsDefault(record)) run.Reporter.Finished(attempt.Step);
            return false;
        }

        try
        {
            var provider = await run.Providers.GetAsync(record);
            var request = new ReadRequest(record.Urn, record.Type, record.Id ?? "", record.Inputs, record.Outputs);
            var state = await run.Gate.RunAsync(null, token => provider.Provider.ReadAsync(request, token));
            if (state is null)
            {
                attempt.Begin(StepOperation.Delete);
                run.Reporter.Finished(attempt.Step with { NewInputs = null });
                return true;
            }

            await RecordAsync(record, state, attempt);
        }
        catch (Exception exception) when (Failure.IsExpected(exception))
        {
            attempt.Fail(exception);
        }

        return false;
    }

    private async Task RecordAsync(ResourceRecord old, ResourceState state, StepAttempt attempt)
    {
        var inputs = SecretMarks.Carry(state.Inputs ?? old.Inputs, old.Inputs, []);
        var outputs = SecretMarks.Carry(state.Outputs, inputs, old.AdditionalSecretOutputs);
        var changes = Changes(old, inputs, outputs);
        var isSame = changes.IsEmpty && old.Id == state.Id && old.InitErrors.IsEmpty;
        attempt.Step = attempt.Step with { Id = state.Id, NewInputs = inputs, Outputs = outputs, Changes = changes };
        attempt.Begin(isSame ? StepOperation.Same : StepOperation.Update);
        // What the provider writes for itself (the names of defaults) may differ without a word to anybody.
        var record = old with { Id = state.Id, Inputs = inputs, Outputs = outputs, InitErrors = [] };
        await run.Ledger.PutAsync(isSame ? record : record with { Modified = DateTimeOffset.UtcNow });
        run.Reporter.Finished(attempt.Step);
    }

    /// <summary>What differs, in the outputs and in the inputs that are not among them.</summary>
    private static ImmutableArray<PropertyDifference> Changes(ResourceRecord old, PropertyMap inputs, PropertyMap outputs)
    {
        var before = WithInputs(old.Outputs, ReservedKeys.Remove(old.Inputs));
        var after = WithInputs(outputs, ReservedKeys.Remove(inputs));
        return PropertyDifferences.Of(StructuralDiff.Changes(before, after), before, after);
    }

    private static PropertyMap WithInputs(PropertyMap outputs, PropertyMap inputs) =>
        new(outputs.Concat(inputs.Where(input => !outputs.ContainsKey(input.Key))));

    /// <summary>Takes what is gone out of the state, and its name out of what is left.</summary>
    private async Task ForgetAsync(HashSet<string> gone)
    {
        var parents = gone.ToDictionary(urn => urn, urn => run.Ledger.TryGet(urn, out var record) ? record.Parent : null,
            StringComparer.Ordinal);
        foreach (var record in run.Ledger.Snapshot().Resources
            .Where(record => !record.Delete && !gone.Contains(record.Urn) && DependencyOrder.NeedsOf(record).Any(gone.Contains)))
        {
            await run.Ledger.PutAsync(record with
            {
                Parent = Remaining(record.Parent, parents),
                DeletedWith = record.DeletedWith is { } other && gone.Contains(other) ? null : record.DeletedWith,
                Dependencies = [.. record.Dependencies.Where(urn => !gone.Contains(urn))],
                PropertyDependencies = record.PropertyDependencies
                    .ToImmutableDictionary(pair => pair.Key, pair => pair.Value.RemoveAll(gone.Contains))
                    .RemoveRange(record.PropertyDependencies.Where(pair => pair.Value.All(gone.Contains))
                        .Select(pair => pair.Key)),
            });
        }

        foreach (var urn in gone) await run.Ledger.ApplyAsync(new StateChange.Remove(urn));
    }

    private static string? Remaining(string? parent, Dictionary<string, string?> parents)
    {
        while (parent is not null && parents.TryGetValue(parent, out var next)) parent = next;
        return parent;
    }

    private static bool IsRead(ResourceRecord record) =>
        record.Custom && record.Id is not null && Urn.PackageOf(record.Type) != "pulumi";
}
