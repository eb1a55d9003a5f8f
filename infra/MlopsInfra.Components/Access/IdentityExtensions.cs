using Pulumi;

namespace MlopsInfra.Components;

/// <summary>Gives components identities.</summary>
internal static class IdentityExtensions
{
    /// <summary>Declares the identity that a component's resource runs with, or takes the one that was brought.</summary>
    /// <param name="owner">The component.</param>
    /// <param name="name">Pulumi name of the identity's component.</param>
    /// <param name="identityName">Name of a new identity; null where one exists.</param>
    /// <param name="existing">The identity that exists already; null for a new one.</param>
    /// <param name="grants">What it may do.</param>
    public static WorkloadIdentity WithIdentity(
        this MlopsComponent owner, string name, string? identityName, ExistingIdentity? existing,
        IReadOnlyList<RoleGrant> grants) => new(
            name,
            new WorkloadIdentityArgs { IdentityName = identityName, Existing = existing, Grants = grants },
            new ComponentResourceOptions { Parent = owner });
}
