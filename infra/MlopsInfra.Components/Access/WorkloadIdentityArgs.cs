namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="WorkloadIdentity"/>.</summary>
public sealed class WorkloadIdentityArgs : PlacedComponentArgs
{
    /// <summary>
    /// Name of the identity: 3 to 128 letters, digits, hyphens and underscores. Needed unless <see cref="Existing"/> brings one.
    /// </summary>
    public string? IdentityName { get; init; }

    /// <summary>
    /// An identity that exists already: only its role assignments are declared. Default: null, an identity is created.
    /// </summary>
    public ExistingIdentity? Existing { get; init; }

    /// <summary>What the identity may do, and why. Grant on the narrowest scope that will do.</summary>
    public IReadOnlyList<RoleGrant> Grants { get; init; } = [];

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        ExistingIdentity.Check(problems, nameof(IdentityName), IdentityName, nameof(Existing), Existing);
        foreach (var twice in Grants.GroupBy(grant => grant.Name).Where(group => group.Count() > 1))
        {
            problems.Add(nameof(Grants), twice.Key, "two grants have this name; give each its own.");
        }
    }
}
