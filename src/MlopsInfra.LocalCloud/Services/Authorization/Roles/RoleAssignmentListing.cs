using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization.Roles;

/// <summary>
/// The role assignments that have to do with a scope: at it, above it and below it; <c>atScope()</c> leaves those below out.
/// Groups are not modelled, so nobody is assigned anything through one.
/// </summary>
internal sealed class RoleAssignmentListing(CloudContext cloud) : IListing
{
    private const int Most = 1000;

    /// <inheritdoc/>
    public bool Covers(ResourceType type) => type == RoleAssignmentResource.TypeName;

    /// <inheritdoc/>
    public JsonObject Answer(ArmRequest request)
    {
        var scope = request.Target.Id;
        if (scope is null) RequireTenant(request);
        var matches = ListQuery.Compile<StoredResource>(request.Rest, filter => Compile(filter, scope), Refusal);
        return Page.Of(request.Rest, [.. cloud.Store.OfType(RoleAssignmentResource.TypeName)
            .Where(assignment => (ScopeReach.IsAtOrAbove(assignment, scope) || ScopeReach.IsAtOrBelow(assignment, scope))
                && matches(assignment))
            .OrderBy(assignment => assignment.Key, StringComparer.OrdinalIgnoreCase)],
            assignment => Views.Shown(cloud, assignment), Most);
    }

    // Azure takes these and no other; a principal and atScope() together it refuses.
    private static Func<StoredResource, bool> Compile(FilterExpression filter, ResourceId? scope) => filter switch
    {
        FilterExpression.Comparison { Operator: "eq", Value.Kind: FilterValueKind.Text } principal
            when Is(principal.Property, "principalId") => assignment => IsOf(assignment, principal.Value.Text),
        FilterExpression.Call { Arguments: [] } call when Is(call.Name, "atScope") =>
            assignment => ScopeReach.IsAtOrAbove(assignment, scope),
        FilterExpression.Call { Arguments: [{ Kind: FilterValueKind.Text } principal] } call when Is(call.Name, "assignedTo") =>
            assignment => IsOf(assignment, principal.Text),
        FilterExpression.And { Left: FilterExpression.Call left, Right: FilterExpression.Call right } =>
            Both(Compile(left, scope), Compile(right, scope)),
        _ => throw new FilterSyntaxException("it is none of those that there are"),
    };

    private static Func<StoredResource, bool> Both(Func<StoredResource, bool> one, Func<StoredResource, bool> other) =>
        assignment => one(assignment) && other(assignment);

    private static bool IsOf(StoredResource assignment, string principal) =>
        Is(assignment.Body.Text("properties.principalId"), principal);

    // Rights are held at subscriptions at most here; of the whole tenant only the deployer may ask.
    private void RequireTenant(ArmRequest request)
    {
        if (request.Principal is not { } principal
            || principal.Equals(cloud.Options.DeployerObjectId, StringComparison.OrdinalIgnoreCase)) return;
        throw new ArmException(403, "AuthorizationFailed",
            $"The client '{principal}' with object id '{principal}' does not have authorization to perform action "
                + $"'{RoleAssignmentResource.TypeName}/read' over scope '/' or the scope is invalid.");
    }

    private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static ArmException Refusal(string filter) => new(400, "UnsupportedQuery",
        $"The filter '{filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{{value}}' or "
            + "assignedTo('{value}')'.");
}
