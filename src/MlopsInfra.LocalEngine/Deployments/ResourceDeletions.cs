using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Deletes resources: dependents before what they depend on, independent ones side by side.</summary>
internal sealed class ResourceDeletions(DeploymentRun run)
{
    /// <summary>Deletes all of them. What a resource that could not be deleted depends on stays.</summary>
    /// <param name="records">The resources; of those with one URN each counts.</param>
    /// <param name="operation">What it is called for live ones; replaced ones are
    /// <see cref="StepOperation.DeleteReplaced"/>.</param>
    /// <returns>Whether all are gone. What failed has been reported.</returns>
    public async Task<bool> DeleteAsync(IReadOnlyCollection<ResourceRecord> records, StepOperation operation)
    {
        var urns = records.Select(record => record.Urn).ToHashSet(StringComparer.Ordinal);
        var deletions = new List<Task<bool>>(records.Count);
        foreach (var (record, dependents) in DeletionOrder.Of(records, deletions))
        {
            deletions.Add(DeleteAfterAsync(dependents, record, record.Delete ? StepOperation.DeleteReplaced : operation, urns));
        }

        var results = await Task.WhenAll(deletions);
        return Array.TrueForAll(results, isGone => isGone);
    }

    private async Task<bool> DeleteAfterAsync(IReadOnlyList<Task<bool>> dependents, ResourceRecord record,
        StepOperation operation, HashSet<string> urns)
    {
        var gone = await Task.WhenAll(dependents);
        if (!Array.TrueForAll(gone, isGone => isGone)) return false;
        // Resources that are nobody's work (read only, default providers) leave the state without a word.
        var isSilent = record.External || ProviderRegistry.IsDefault(record);
        var attempt =
            StepAttempt.For(run.Reporter, record, record.RetainOnDelete && record.Custom ? StepOperation.Forget : operation);
        try
        {
            if (NeedsProvider(record, urns)) await run.WhenChangesMayBeginAsync();
            if (!isSilent) attempt.Begin(attempt.Step.Operation);
            if (record.Protect && !record.Delete) throw Protected(record);
            if (!run.IsPreview)
            {
                if (NeedsProvider(record, urns)) await DeleteLiveAsync(record);
                await run.Ledger.ApplyAsync(record.Delete
                    ? new StateChange.Discard(record.Urn, record.Id) : new StateChange.Remove(record.Urn));
            }

            if (!isSilent) run.Reporter.Finished(attempt.Step);
            return true;
        }
        catch (Exception exception) when (Failure.IsExpected(exception))
        {
            attempt.Fail(exception);
            return false;
        }
    }

    private async Task DeleteLiveAsync(ResourceRecord record)
    {
        var provider = await run.Providers.GetAsync(record);
        var request =
            new DeleteRequest(record.Urn, record.Type, record.Id ?? "", record.Inputs, record.Outputs, record.DeleteTimeout);
        await run.Gate.RunAsync(request.Timeout, async token =>
        {
            await provider.Provider.DeleteAsync(request, token);
            return true;
        });
    }

    /// <summary>What exists in the state only, stays, or goes with another resource needs no call.</summary>
    private static bool NeedsProvider(ResourceRecord record, HashSet<string> urns) =>
        record is { Custom: true, External: false, RetainOnDelete: false }
        && !record.Type.StartsWith(ProviderRegistry.TypePrefix, StringComparison.Ordinal)
        && !(record.DeletedWith is not null && urns.Contains(record.DeletedWith));

    /// <summary>Why a protected resource stays.</summary>
    public static DeploymentException Protected(ResourceRecord record) => new(
        DeploymentErrorCodes.ProtectedResource,
        $"'{Urn.NameOf(record.Urn)}' is protected and can't be deleted. Set `protect` to false in the program, run an update, "
            + "then delete it.", record.Urn);
}
