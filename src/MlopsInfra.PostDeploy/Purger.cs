using Azure.Core;
using MlopsInfra.PostDeploy.Arm;
using MlopsInfra.PostDeploy.Purging;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy;

/// <summary>
/// Frees the names that Azure keeps after a destroy: key vaults, Azure Machine Learning workspaces and Log Analytics workspaces
/// are soft-deleted, and a program that creates them under the same names fails (or gets the old one back) until they are purged.
/// </summary>
public sealed class Purger
{
    private readonly ArmRest _rest;
    private readonly Dictionary<string, PurgeableType> _types;

    /// <summary>Makes a purger.</summary>
    /// <param name="connection">How Azure is reached.</param>
    /// <param name="waiting">Is told what is waited for; null for nobody.</param>
    public Purger(AzureConnection connection, Action<string>? waiting = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _rest = new ArmRest(connection, waiting ?? (_ => { }));
        PurgeableType[] all = [new VaultPurge(_rest), new WorkspacePurge(_rest), new LogWorkspacePurge(_rest)];
        _types = all.ToDictionary(type => type.Type, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Finds out which names are held, each by itself: what is alive does not keep the others from being freed. Changes nothing.
    /// </summary>
    /// <param name="candidates">The resources that a program is going to create; those of other types are passed over.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="PublishException">Azure refused, or could not be reached.</exception>
    public async Task<IReadOnlyList<PurgedResource>> PlanAsync(IEnumerable<PurgeCandidate> candidates,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        List<PurgedResource> plan = [];
        foreach (var candidate in candidates)
        {
            if (!_types.TryGetValue(new ResourceIdentifier(candidate.ResourceId).ResourceType, out var type)) continue;
            plan.Add(await GuardAsync("look for the deleted", candidate.ResourceId,
                () => type.PlanAsync(candidate, cancellationToken), cancellationToken));
        }

        return plan;
    }

    /// <summary>Purges what is held. What can't be purged does not keep the rest from it.</summary>
    /// <param name="plan">The plan, made just before.</param>
    /// <param name="cancellationToken">Cancels it; what is purged stays so.</param>
    /// <returns>What was done, in the order of the plan.</returns>
    /// <exception cref="PublishException">
    /// Azure refused something, or could not be reached; or a vault is under purge protection (code <c>PurgeProtected</c>).
    /// </exception>
    public async Task<IReadOnlyList<PurgedResource>> ApplyAsync(IReadOnlyList<PurgedResource> plan,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        List<PurgedResource> done = [];
        List<PublishException> failures = [];
        foreach (var inGroup in plan.GroupBy(resource => new ResourceIdentifier(resource.Id).Parent!.ToString(),
            StringComparer.OrdinalIgnoreCase))
        {
            var group = new BorrowedGroup(_rest, inGroup.Key, inGroup.First().Location);
            foreach (var resource in inGroup)
                await CollectAsync(async () => done.Add(await PurgeAsync(resource, group, cancellationToken)), failures);
            await CollectAsync(() => GuardAsync("give back the resource group", inGroup.Key,
                () => group.GiveBackAsync(cancellationToken), cancellationToken), failures);
        }

        if (failures is not [var first, .. var others]) return done;
        throw first.With(others);
    }

    private async Task<PurgedResource> PurgeAsync(PurgedResource resource, BorrowedGroup group,
        CancellationToken cancellationToken)
    {
        var type = _types[resource.Type];
        switch (resource.Op)
        {
            case PurgeOperation.None or PurgeOperation.Exists:
                return resource;
            case PurgeOperation.Protected:
                throw new PublishException(
                    $"purge {resource.Name}", resource.Id, 0, "PurgeProtected",
                    $"purge protection keeps the name until {resource.FreeOn:yyyy-MM-dd}. Recover it with 'az keyvault recover "
                        + $"--name {resource.Name}' and import it into the stack, or give the stack another workload name");
            default:
                return await GuardAsync("purge", resource.Id, async () =>
                {
                    // Azure answers nothing about what is in a group that is gone.
                    if (type.NeedsGroup) await group.BorrowAsync(cancellationToken);
                    var wasThere = await type.PurgeAsync(resource, cancellationToken);
                    return resource with { Op = wasThere ? PurgeOperation.Purge : PurgeOperation.None };
                }, cancellationToken);
        }
    }

    private static async Task CollectAsync(Func<Task> work, List<PublishException> failures)
    {
        try
        {
            await work();
        }
        catch (PublishException exception)
        {
            failures.Add(exception);
        }
    }

    private static async Task<T> GuardAsync<T>(string verb, string resourceId, Func<Task<T>> work,
        CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (ArmFailure.IsAzure(exception, cancellationToken))
        {
            throw ArmFailure.Of(exception, $"{verb} {new ResourceIdentifier(resourceId).Name}", resourceId);
        }
    }
}
