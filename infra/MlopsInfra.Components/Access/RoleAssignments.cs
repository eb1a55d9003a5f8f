using Pulumi;
using Pulumi.AzureNative.Authorization;

namespace MlopsInfra.Components;

/// <summary>Turns grants into role assignments.</summary>
internal static class RoleAssignments
{
    /// <summary>
    /// Declares one assignment per grant. The principal's type is always given: without it Azure looks the principal up in the
    /// directory, and a new one is not there yet (<c>PrincipalNotFound</c>).
    /// </summary>
    public static IReadOnlyList<RoleAssignment> Declare(
        MlopsComponent owner, string name, Output<string> principalId, PrincipalType principalType,
        IEnumerable<RoleGrant> grants) =>
        [.. grants.Select(grant => Declare(owner, $"{name}-{grant.Name}", principalId, principalType, grant))];

    private static RoleAssignment Declare(
        MlopsComponent owner, string name, Output<string> principalId, PrincipalType principalType, RoleGrant grant)
    {
        var scope = grant.Scope.ToOutput();
        var args = new RoleAssignmentArgs
        {
            Description = grant.Reason,
            PrincipalId = principalId,
            PrincipalType = principalType,
            RoleAssignmentName = Output.Tuple(scope, principalId)
                .Apply(t => NameBasedGuid.ForRoleAssignment(t.Item1, t.Item2, grant.Role.Id).ToString()),
            RoleDefinitionId = scope.Apply(grant.Role.DefinitionIdFor),
            Scope = scope,
        };
        if (grant.Condition is { } condition)
        {
            args.Condition = condition;
            args.ConditionVersion = "2.0";
        }

        return owner.Declare(name, args, (n, a, o) => new RoleAssignment(n, a, o));
    }
}
