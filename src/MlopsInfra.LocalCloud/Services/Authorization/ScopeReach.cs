using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>How what was written at one scope (roles, assignments, locks) stands to another scope.</summary>
internal static class ScopeReach
{
    /// <summary>The scope that something was written at.</summary>
    /// <param name="resource">The role, assignment or lock.</param>
    public static string ScopeOf(StoredResource resource) =>
        resource.Key[..resource.Key.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase)];

    /// <summary>Whether it holds for a scope.</summary>
    /// <param name="resource">The role, assignment or lock.</param>
    /// <param name="scope">The scope; null for the tenant.</param>
    public static bool IsAtOrAbove(StoredResource resource, ResourceId? scope) =>
        scope is not null && ResourceId.IsWithin(scope.Value, ScopeOf(resource));

    /// <summary>Whether it was written at a scope, or below it.</summary>
    /// <param name="resource">The role, assignment or lock.</param>
    /// <param name="scope">The scope; null for the tenant.</param>
    public static bool IsAtOrBelow(StoredResource resource, ResourceId? scope) =>
        scope is null || ResourceId.IsWithin(ScopeOf(resource), scope.Value);
}
