using MlopsInfra.LocalCloud.Arm.Access;

namespace MlopsInfra.LocalCloud.Services.Authorization;

/// <summary>What Azure calls its built-in roles.</summary>
public static class RoleNames
{
    /// <summary>
    /// The name of a built-in role, as in <c>Storage Blob Data Reader</c>; null if it is not one that the local cloud knows.
    /// </summary>
    /// <param name="roleDefinitionId">The id of the role definition, or its GUID.</param>
    public static string? Find(string roleDefinitionId) =>
        BuiltInRoleDefinitions.Find(roleDefinitionId[(roleDefinitionId.LastIndexOf('/') + 1)..])?.Name;
}
