using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Workspaces;

/// <summary>The identity that a workspace works with.</summary>
internal static class WorkspaceIdentity
{
    /// <summary>Refuses a workspace without one, and a user-assigned one that lacks rights.</summary>
    /// <param name="put">The workspace.</param>
    public static void Check(PutContext put)
    {
        if (put.Body.Text("identity.type") is not { } type)
            throw Invalid("Missing identity: a workspace needs a system-assigned or a user-assigned identity.", "identity");
        if (!type.Equals("UserAssigned", StringComparison.OrdinalIgnoreCase)) return;
        var primary = put.Body.Text("properties.primaryUserAssignedIdentity")
            ?? throw Invalid(
                "The primary user assigned identity is required when the workspace has only user assigned identities.",
                "properties.primaryUserAssignedIdentity");
        if (!put.Body.Texts("identity.userAssignedIdentities{}")
            .Any(identity => identity.Value.Equals(primary, StringComparison.OrdinalIgnoreCase)))
            throw Invalid($"The primary user assigned identity '{primary}' is not among the identities of the workspace.",
                "properties.primaryUserAssignedIdentity");
        WorkspaceRoles.Check(put, Principals.OfIdentity(put.Cloud, primary)!);
    }

    private static ArmException Invalid(string message, string target) => new(400, "ValidationError", message, target);
}
