using System.Globalization;
using Azure.Core;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.PostDeploy.Purging;

/// <summary>
/// Key vaults: a deleted one is listed by name and region, and purged by an action of its own ("Vaults - Purge Deleted").
/// </summary>
internal sealed class VaultPurge(ArmRest rest) : PurgeableType(rest)
{
    public override string Type => "Microsoft.KeyVault/vaults";

    public override bool NeedsGroup => false;

    protected override string ApiVersion => "2023-07-01";

    public override async Task<bool> PurgeAsync(PurgedResource resource, CancellationToken cancellationToken)
    {
        await Rest.RunAsync(RequestMethod.Post, Url($"{DeletedPath(resource)}/purge"), null, cancellationToken);
        return true;
    }

    protected override async Task<PurgedResource> FindDeletedAsync(PurgedResource resource, ResourceIdentifier id,
        CancellationToken cancellationToken)
    {
        var properties = (await Rest.FindAsync(Url(DeletedPath(resource)), cancellationToken))?["properties"];
        // The same name, deleted from another group, is somebody else's.
        if (properties is null || !resource.Id.Equals(Text(properties["vaultId"]), StringComparison.OrdinalIgnoreCase))
            return resource;
        var isProtected = properties["purgeProtectionEnabled"]?.GetValue<bool>() == true;
        return resource with
        {
            Op = isProtected ? PurgeOperation.Protected : PurgeOperation.Purge,
            FreeOn = Text(properties["scheduledPurgeDate"]) is { } date
                ? DateTimeOffset.Parse(date, CultureInfo.InvariantCulture) : null,
        };
    }

    private static string DeletedPath(PurgedResource vault) =>
        $"/subscriptions/{new ResourceIdentifier(vault.Id).SubscriptionId}/providers/Microsoft.KeyVault/locations"
            + $"/{vault.Location}/deletedVaults/{vault.Name}";
}
