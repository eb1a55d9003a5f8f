namespace MlopsInfra.Components;

/// <summary>
/// What a workspace's user-assigned identity has to be allowed before the workspace is created. From "Set up authentication
/// between Azure Machine Learning and other services", section "User-assigned managed identity": a system-assigned identity would
/// be given these by the service, a user-assigned one is not.
/// </summary>
internal static class WorkspaceGrants
{
    public static IReadOnlyList<RoleGrant> For(MlWorkspaceArgs args) =>
    [
        new("storage", BuiltInRoles.Contributor, args.StorageAccountId, "The workspace manages its containers and shares."),
        new("storage-blobs", BuiltInRoles.StorageBlobDataContributor, args.StorageAccountId,
            "The default datastores are read and written with the workspace's identity."),
        new("storage-files", BuiltInRoles.StorageFileDataPrivilegedContributor, args.StorageAccountId,
            "Notebooks live on a file share, which is read and written with the workspace's identity."),
        new("vault", BuiltInRoles.Contributor, args.VaultId, "The workspace reads the vault's properties."),
        new("vault-data", BuiltInRoles.KeyVaultAdministrator, args.VaultId,
            "The workspace keeps its connections' secrets in the vault."),
        new("registry", BuiltInRoles.Contributor, args.RegistryId, "The workspace builds environments' images in the registry."),
        new("insights", BuiltInRoles.Contributor, args.ApplicationInsightsId, "The workspace reads the component's connection."),
    ];
}
