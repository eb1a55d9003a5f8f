using Pulumi;

namespace MlopsInfra.Components;

/// <summary>What the pipelines of an environment may do. docs/identities.md says why.</summary>
internal static class DeploymentGrants
{
    /// <summary>
    /// Deploying the infrastructure: changes resources of the group, and gives the environment's identities their rights.
    /// </summary>
    /// <param name="resourceGroupId">The environment's resource group.</param>
    /// <param name="vaultId">The vault that keeps the secrets of Azure DevOps' pipelines; null where they are kept
    /// elsewhere.</param>
    public static IReadOnlyList<RoleGrant> Infrastructure(Input<string> resourceGroupId, Input<string>? vaultId) =>
    [
        new("resources", BuiltInRoles.Contributor, resourceGroupId, "Creates and changes the environment's resources."),
        new("rights", BuiltInRoles.RoleBasedAccessControlAdministrator, resourceGroupId,
            "Gives the environment's identities the roles that they need, and no others.")
        {
            Condition = OnlyRolesInUse(),
        },
        .. Secrets(vaultId),
    ];

    /// <summary>Publishing: writes assets into the workspace and uploads their code.</summary>
    public static IReadOnlyList<RoleGrant> Publishing(Input<string> workspaceId, Input<string> storageAccountId) =>
    [
        new("assets", BuiltInRoles.AzureMLDataScientist, workspaceId, "Registers assets, publishes deployments and starts runs."),
        new("workspace", BuiltInRoles.Reader, workspaceId, "Reads the workspace that it publishes to."),
        new("code", BuiltInRoles.StorageBlobDataContributor, storageAccountId, "Uploads the code of pipelines."),
    ];

    private static IReadOnlyList<RoleGrant> Secrets(Input<string>? vaultId) => vaultId is null ? [] :
    [
        new("secrets", BuiltInRoles.KeyVaultSecretsOfficer, vaultId,
            "Azure DevOps reads the secrets of its pipelines; a secret that is taken out of the stack is deleted by the vault, "
                + "not by Resource Manager."),
    ];

    // Without the condition, this right is as good as Owner: its holder could make itself anything.
    private static string OnlyRolesInUse()
    {
        var roles = string.Join(", ",
            BuiltInRoles.All.Where(role => role != BuiltInRoles.RoleBasedAccessControlAdministrator).Select(role => role.Id));
        return $"{Clause("write", "Request", roles)} AND {Clause("delete", "Resource", roles)}";
    }

    private static string Clause(string action, string source, string roles) =>
        $"((!(ActionMatches{{'Microsoft.Authorization/roleAssignments/{action}'}})) OR "
        + $"(@{source}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {{{roles}}} AND "
        + $"@{source}[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase "
        + $"{{'ServicePrincipal'}}))";
}
