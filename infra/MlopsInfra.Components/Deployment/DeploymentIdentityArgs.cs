namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="DeploymentIdentity"/>.</summary>
public sealed class DeploymentIdentityArgs : PlacedComponentArgs
{
    /// <summary>Name of the identity.</summary>
    public required string IdentityName { get; init; }

    /// <summary>
    /// The pipelines that may sign in as it; <see cref="DeploymentIdentity.Trust"/> adds those that are known later. Default:
    /// none.
    /// </summary>
    public IReadOnlyList<FederatedSubject> Subjects { get; init; } = [];

    /// <summary>What it may do, and why.</summary>
    public required IReadOnlyList<RoleGrant> Grants { get; init; }

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(IdentityName), IdentityName, NamingRules.UserAssignedIdentity);
        problems.Require(Subjects.Count <= 20, nameof(Subjects), Subjects.Count,
            "an identity has at most 20 federated credentials.");
        foreach (var twice in Subjects.GroupBy(subject => subject.Name).Where(group => group.Count() > 1))
        {
            problems.Add(nameof(Subjects), twice.Key,
                "two federated credentials of one identity have this name; give each its own.");
        }
    }
}
