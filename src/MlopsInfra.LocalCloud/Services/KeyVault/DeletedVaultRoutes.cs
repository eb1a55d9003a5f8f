using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>Deleted vaults: they are listed below their subscription, and shown and purged below their region.</summary>
internal sealed class DeletedVaultRoutes(SoftDeletedResources deleted, IAccessControl access) : IArmRoutes
{
    private const string OfSubscription = "Microsoft.KeyVault/deletedVaults";
    private const string OfRegion = "Microsoft.KeyVault/locations/deletedVaults";

    private static readonly IReadOnlyList<string> Versions = ApiVersions.Of(VaultResource.TypeName);

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Target.Id is not { } id) return false;
        var type = request.Target.Type;
        switch (request.Rest.Method, request.Target.Kind)
        {
            case ("GET", TargetKind.Collection) when type == OfSubscription:
                Require(request, id, $"{OfSubscription}/read");
                ListQuery.RefuseFilter(request.Rest);
                await request.Rest.AnswerAsync(200, Page.Whole(deleted.Below(VaultResource.TypeName, id).Select(Show)));
                return true;
            case ("GET", TargetKind.Resource) when type == OfRegion:
                Require(request, id, $"{OfRegion}/read");
                await request.Rest.AnswerAsync(200, Show(RequireVault(id)));
                return true;
            case ("POST", TargetKind.Action) when type == OfRegion
                && request.Target.Action.Equals("purge", StringComparison.OrdinalIgnoreCase):
                Require(request, id, $"{OfRegion}/purge/action");
                deleted.Purge(RequireVault(id).Id);
                request.Rest.Changed = true;
                await request.Rest.AnswerAsync(200);
                return true;
            default:
                return false;
        }
    }

    private SoftDeletedName RequireVault(ResourceId id)
    {
        var location = id.Parent!.Name;
        return deleted.Below(VaultResource.TypeName, ResourceId.Parse($"/subscriptions/{id.SubscriptionId}"))
            .FirstOrDefault(name => name.Name.Equals(id.Name, StringComparison.OrdinalIgnoreCase)
                && name.Location.Equals(location, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArmException(404, "DeletedVaultNotFound",
                $"The specified deleted vault '{id.Name}' does not exist in '{location}'.", id.Name);
    }

    private void Require(ArmRequest request, ResourceId scope, string action)
    {
        RequestChecks.RequireVersion(request.Target.Type, request.ApiVersion, Versions, null);
        RequestChecks.RequireRight(access, request.Principal, scope, action);
    }

    private static JsonNode Show(SoftDeletedName vault)
    {
        var subscription = ResourceId.Parse(vault.Id).SubscriptionId;
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{vault.Location}/deletedVaults"
                + $"/{vault.Name}",
            ["name"] = vault.Name,
            ["type"] = OfSubscription,
            ["properties"] = new JsonObject
            {
                ["vaultId"] = vault.Id,
                ["location"] = vault.Location,
                ["deletionDate"] = Time(vault.DeletedOn),
                ["scheduledPurgeDate"] = Time(vault.FreeOn),
                ["purgeProtectionEnabled"] = vault.CanPurge ? null : true,
            },
        };
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
