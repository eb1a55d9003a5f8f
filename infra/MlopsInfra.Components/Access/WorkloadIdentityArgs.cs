namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="WorkloadIdentity"/>.</summary>
public sealed class WorkloadIdentityArgs : PlacedComponentArgs
{
    /// <summary>Name of the identity.</summary>
    public required string IdentityName { get; init; }

    /// <summary>What the identity may do, and why. Grant on the narrowest scope that will do.</summary>
    public IReadOnlyList<RoleGrant> Grants { get; init; } = [];

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(IdentityName), IdentityName, NamingRules.UserAssignedIdentity);
        foreach (var twice in Grants.GroupBy(grant => grant.Name).Where(group => group.Count() > 1))
        {
            problems.Add(nameof(Grants), twice.Key, "two grants have this name; give each its own.");
        }
    }
}
