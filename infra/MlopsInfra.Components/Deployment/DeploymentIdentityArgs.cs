namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="DeploymentIdentity"/>.</summary>
public sealed class DeploymentIdentityArgs : PlacedComponentArgs
{
    /// <summary>Name of the identity.</summary>
    public required string IdentityName { get; init; }

    /// <summary>The pipelines that may sign in as it.</summary>
    public required IReadOnlyList<FederatedSubject> Subjects { get; init; }

    /// <summary>What it may do, and why.</summary>
    public required IReadOnlyList<RoleGrant> Grants { get; init; }

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(IdentityName), IdentityName, NamingRules.UserAssignedIdentity);
        problems.Require(Subjects.Count is > 0 and <= 20, nameof(Subjects), Subjects.Count, "an identity has 1 to 20 federated credentials.");
        foreach (var twice in Subjects.GroupBy(subject => (subject.Issuer, subject.Subject)).Where(group => group.Count() > 1))
        {
            problems.Add(nameof(Subjects), twice.Key.Subject, "Azure takes an issuer and subject once for each identity.");
        }
    }
}
