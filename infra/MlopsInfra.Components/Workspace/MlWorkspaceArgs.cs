using Pulumi;

namespace MlopsInfra.Components;

/// <summary>
/// Arguments of <see cref="MlWorkspace"/>. Storage, vault, registry and Application Insights may be the user's own.
/// </summary>
public sealed class MlWorkspaceArgs : PlacedComponentArgs
{
    /// <summary>Name of the workspace: 3 to 33 letters, digits, hyphens and underscores.</summary>
    public required string WorkspaceName { get; init; }

    /// <summary>
    /// Name of the identity that the workspace runs with; needed unless <see cref="ExistingIdentity"/> brings one.
    /// </summary>
    public string? IdentityName { get; init; }

    /// <summary>The identity that the workspace runs with, where it exists already. Default: null, one is created.</summary>
    public ExistingIdentity? ExistingIdentity { get; init; }

    /// <summary>ARM id of the storage account.</summary>
    public required Input<string> StorageAccountId { get; init; }

    /// <summary>Name of the storage account.</summary>
    public required Input<string> StorageAccountName { get; init; }

    /// <summary>ARM id of the vault.</summary>
    public required Input<string> VaultId { get; init; }

    /// <summary>ARM id of the container registry.</summary>
    public required Input<string> RegistryId { get; init; }

    /// <summary>ARM id of the Application Insights component.</summary>
    public required Input<string> ApplicationInsightsId { get; init; }

    /// <summary>Datastores, in addition to the four that every workspace has.</summary>
    public IReadOnlyList<DatastoreSpec> Datastores { get; init; } = [];

    /// <summary>Data assets on those datastores. Default: none.</summary>
    public IReadOnlyList<DataAssetSpec> DataAssets { get; init; } = [];

    /// <summary>
    /// Whether the workspace can be reached from the internet (by identities with a role on it). Default: true.
    /// </summary>
    public bool PublicNetworkAccess { get; init; } = true;

    /// <summary>
    /// Puts training into a network that the workspace manages; true lets it reach only what outbound rules name, false also the
    /// internet. Null (the default) uses no such network.
    /// </summary>
    public bool? ApprovedOutboundOnly { get; init; }

    /// <summary>
    /// Cluster that builds images, where the registry's own build service can't reach the registry. Default: null, the
    /// registry's.
    /// </summary>
    public string? ImageBuildCompute { get; init; }

    internal override void Check(Problems problems)
    {
        base.Check(problems);
        problems.Name(nameof(WorkspaceName), WorkspaceName, NamingRules.MlWorkspace);
        ExistingIdentity.Check(problems, nameof(IdentityName), IdentityName, nameof(ExistingIdentity), ExistingIdentity);
        foreach (var store in Datastores) problems.Name(nameof(Datastores), store.Name, NamingRules.MlDatastore);
        foreach (var twice in Datastores.GroupBy(store => store.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1))
        {
            problems.Add(nameof(Datastores), twice.Key, "two datastores have this name; give each its own.");
        }
        foreach (var asset in DataAssets)
        {
            problems.Name(nameof(DataAssets), asset.Name, NamingRules.MlAsset);
            problems.Require(
                Datastores.Any(store => store.Name == asset.DatastoreName), nameof(DataAssets), asset.DatastoreName,
                $"the asset '{asset.Name}' is on a datastore that is not there; allowed are "
                    + $"{string.Join(", ", Datastores.Select(store => store.Name))}.");
        }
    }
}
