using Pulumi;

namespace MlopsInfra.Components;

/// <summary>A user-assigned identity that exists already, brought to a component in place of one of its own.</summary>
public sealed record ExistingIdentity
{
    /// <summary>ARM id of the identity.</summary>
    public required Input<string> Id { get; init; }

    /// <summary>Name of the identity.</summary>
    public required Input<string> Name { get; init; }

    /// <summary>Object id of its service principal: what roles are assigned to.</summary>
    public required Input<string> PrincipalId { get; init; }

    /// <summary>Client id: what a program signs in with.</summary>
    public required Input<string> ClientId { get; init; }

    /// <summary>
    /// Whether the component assigns the roles that it needs. False where somebody else does: the identity has to have them
    /// before the component is deployed (<c>docs/identities.md</c> names them). Default: true.
    /// </summary>
    public bool AssignRoles { get; init; } = true;

    /// <summary>The identity of another component, to be shared.</summary>
    public static ExistingIdentity Of(WorkloadIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new() { Id = identity.IdentityId, Name = identity.IdentityName, PrincipalId = identity.PrincipalId,
            ClientId = identity.ClientId };
    }

    /// <summary>Either a name for a new identity or an existing one, not both and not neither.</summary>
    internal static void Check(Problems problems, string nameArgument, string? name, string existingArgument,
        ExistingIdentity? existing)
    {
        if (existing is null) problems.Name(nameArgument, name, NamingRules.UserAssignedIdentity);
        else problems.Require(name is null, nameArgument, name,
            $"no identity is created where {existingArgument} brings one; leave out one of the two.");
    }
}
