using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>Role assignments: the role, the principal, no assignment twice.</summary>
internal sealed class RoleAssignmentResource() : AzureResource(TypeName)
{
    /// <summary>The ARM type.</summary>
    public const string TypeName = "Microsoft.Authorization/roleAssignments";

    /// <inheritdoc/>
    public override NamingRule Naming { get; init; } = NamingRule.Guid("InvalidRoleAssignmentId",
        "The role assignment ID '{0}' is not valid. The role assignment ID must be a GUID.");

    /// <inheritdoc/>
    public override IReadOnlyList<FixedProperty> FixedProperties { get; init; } =
        [Fixed("properties.principalId"), Fixed("properties.roleDefinitionId"), Fixed("properties.scope")];

    /// <inheritdoc/>
    public override TypicalDuration Duration { get; init; } = TypicalDuration.Measured(25);

    public override void CheckPut(PutContext put)
    {
        var roleId = put.Body.Text("properties.roleDefinitionId")!;
        if (put.Cloud.Access.FindRole(roleId) is not { } role)
            throw new ArmException(404, "RoleDefinitionDoesNotExist",
                "The specified role definition with ID "
                    + $"'{roleId[(roleId.LastIndexOf('/') + 1)..].Replace("-", "", StringComparison.Ordinal)}' does not exist.",
                    "properties.roleDefinitionId");
        RoleConditions.Check(put);
        CheckPrincipal(put, put.Body.Text("properties.principalId")!, put.Body.Text("properties.principalType"));
        var same = put.Siblings.FirstOrDefault(other => Is(other.Body.Text("properties.principalId"),
            put.Body.Text("properties.principalId"))
            && put.Cloud.Access.FindRole(other.Body.Text("properties.roleDefinitionId"))?.Id == role.Id);
        if (same is not null)
            throw new ArmException(409, "RoleAssignmentExists",
                "The role assignment already exists. The ID of the existing role assignment is "
                    + $"{same.Name.Replace("-", "", StringComparison.Ordinal)}.", put.Id.Value);
    }

    public override void Complete(PutContext put, JsonObject computed)
    {
        computed.Set("properties.scope", put.Id.Parent!.Value);
        computed.Set("properties.createdOn", CommonOutputs.Time(put.Existing?.CreatedOn ?? put.Cloud.Now));
        computed.Set("properties.updatedOn", CommonOutputs.Time(put.Cloud.Now));
        computed.Set("properties.createdBy", put.Cloud.Options.DeployerObjectId);
        computed.Set("properties.updatedBy", put.Cloud.Options.DeployerObjectId);
        // Without a type Azure finds out what the principal is; everything the store knows is a service principal.
        if (put.Body.Text("properties.principalType") is null) computed.Set("properties.principalType", "ServicePrincipal");
    }

    private static void CheckPrincipal(PutContext put, string principal, string? type)
    {
        if (!Guid.TryParse(principal, out _))
            throw new ArmException(400, "InvalidPrincipalId",
                $"A valid principal ID must be provided for role assignment: '{principal}' is none. (Is it a client id or a "
                    + "name?)", "properties.principalId");
        var created = Principals.CreatedOn(put.Cloud, principal);
        if (created is null)
        {
            // With a type Azure looks nobody up: users, groups and identities of other subscriptions are in a directory that is
            // not part of this cloud. The client id of an identity that is part of it is a mistake all the same.
            if (type is not null && !Principals.IsClientId(put.Cloud, principal)) return;
            throw NotFound(put, principal);
        }

        if (type is null && created > put.Cloud.Now - put.Cloud.Options.DirectoryReplication) throw NotFound(put, principal);
        if (type is not null && !type.Equals("ServicePrincipal", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArmException(400, "UnmatchedPrincipalType",
                $"The PrincipalId '{principal}' has type 'ServicePrincipal', which is different from specified PrincipalType "
                    + $"'{type}'.", "properties.principalType");
        }
    }

    private static ArmException NotFound(PutContext put, string principal) => new(400, "PrincipalNotFound",
        $"Principal {principal.Replace("-", "", StringComparison.Ordinal)} does not exist in the directory "
            + $"{put.Cloud.Options.TenantId}. Check that you have the correct principal ID. If you are creating this principal "
            + "and then immediately assigning a role, this error might be related to a replication delay. In this case, set the "
            + "role assignment principalType property to a value, such as ServicePrincipal, User, or Group. See "
            + "https://aka.ms/docs-principaltype", "properties.principalId");

    private static FixedProperty Fixed(string path) =>
        new(path) { Status = 400, Code = "RoleAssignmentUpdateNotPermitted" };

    private static bool Is(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
