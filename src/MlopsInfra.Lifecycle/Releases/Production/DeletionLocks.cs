using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Releases.Production;

/// <summary>
/// Locks against deletion. One on the workspace holds for the deployments below it: Azure refuses to delete them (409
/// <c>ScopeLocked</c>), whoever asks.
/// </summary>
/// <param name="environment">The environment.</param>
internal sealed class DeletionLocks(LifecycleEnvironment environment)
{
    private const string Version = "2020-05-01";

    /// <summary>The lock that keeps the deployments of the environment's endpoint; null if none does.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Name and scope, for people.</returns>
    public async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        var endpoint = $"{environment.WorkspaceId}/onlineEndpoints/{environment.Outputs.OnlineEndpointName}/deployments";
        var locks = await environment.Arm.ListAsync(environment.Arm.Url(
            $"{environment.ResourceGroupId}/providers/Microsoft.Authorization/locks", Version), cancellationToken);
        return locks.Select(each => (Name: (string?)each["name"], Scope: ScopeOf((string)each["id"]!)))
            .Where(each => endpoint.StartsWith(each.Scope + "/", StringComparison.OrdinalIgnoreCase))
            .Select(each => $"{each.Name} on {each.Scope[(each.Scope.LastIndexOf('/') + 1)..]}").FirstOrDefault();
    }

    private static string ScopeOf(string id) =>
        id[..id.LastIndexOf("/providers/Microsoft.Authorization/locks/", StringComparison.OrdinalIgnoreCase)];
}
