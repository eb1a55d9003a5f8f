using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Server;

/// <summary>
/// What is soft-deleted, as far as Azure shows it: vaults and Log Analytics workspaces can be listed, a vault can be purged, an
/// Azure Machine Learning workspace is purged by a second DELETE with <c>forceToPurge=true</c> and can't be listed. (A Log
/// Analytics workspace is recovered by a PUT and then deleted with <c>force=true</c>: that is the resource's own route.)
/// </summary>
internal sealed class SoftDeleteRoutes(EmbeddedCloud cloud)
{
    private const string Vaults = "Microsoft.KeyVault/vaults";
    private const string LogWorkspaces = "Microsoft.OperationalInsights/workspaces";
    private const string DeletedVaults = "Microsoft.KeyVault/deletedVaults";
    private const string DeletedVault = "Microsoft.KeyVault/locations/deletedVaults";
    private const string DeletedLogWorkspaces = "Microsoft.OperationalInsights/deletedWorkspaces";

    private static readonly IReadOnlyList<string> VaultVersions = ApiVersions.Of("Microsoft.KeyVault/vaults");
    private static readonly IReadOnlyList<string> LogVersions =
        ApiVersions.Of("Microsoft.OperationalInsights/workspaces");

    /// <summary>Answers a request about what is deleted; false if it is none.</summary>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Target.Id is not { } id) return false;
        var type = request.Target.Type;
        switch (request.Rest.Method, request.Target.Kind)
        {
            case ("GET", TargetKind.Collection) when type == DeletedVaults:
                Require(request, VaultVersions, id, "Microsoft.KeyVault/deletedVaults/read");
                await request.Rest.AnswerAsync(200, List(Deleted(Vaults, id).Select(Show)));
                return true;
            case ("GET", TargetKind.Resource) when type == DeletedVault:
                Require(request, VaultVersions, id, "Microsoft.KeyVault/locations/deletedVaults/read");
                await request.Rest.AnswerAsync(200, Show(RequireVault(id)));
                return true;
            case ("POST", TargetKind.Action) when type == DeletedVault
                && request.Target.Action.Equals("purge", StringComparison.OrdinalIgnoreCase):
                Require(request, VaultVersions, id, "Microsoft.KeyVault/locations/deletedVaults/purge/action");
                Purge(request, RequireVault(id));
                await request.Rest.AnswerAsync(200);
                return true;
            case ("GET", TargetKind.Collection) when type == DeletedLogWorkspaces:
                Require(request, LogVersions, id, "Microsoft.OperationalInsights/deletedWorkspaces/read");
                await request.Rest.AnswerAsync(200, List(Deleted(LogWorkspaces, id).Select(ShowLogs)));
                return true;
            case ("DELETE", TargetKind.Resource)
                when type == ResourceTypes.Workspaces
                    && (request.Rest.Query("forceToPurge") ?? "").Equals("true", StringComparison.OrdinalIgnoreCase):
                return await TryPurgeWorkspaceAsync(request, id);
            default:
                return false;
        }
    }

    private async Task<bool> TryPurgeWorkspaceAsync(ArmRequest request, ResourceId id)
    {
        // Nothing can be asked of a group that is gone: the general route says so. One that is there is deleted by it.
        if (cloud.Resources.Find(ResourceId.ForGroup(id.SubscriptionId!, id.ResourceGroupName!)) is null
            || cloud.Resources.Find(id) is not null) return false;
        if (Deleted(ResourceTypes.Workspaces, id).FirstOrDefault() is not { } deleted) return false;
        RequireRight(request, id, $"{ResourceTypes.Workspaces}/delete");
        Purge(request, deleted);
        await request.Rest.AnswerAsync(200);
        return true;
    }

    private void Purge(ArmRequest request, SoftDeletedName deleted)
    {
        cloud.Purge(deleted.Id);
        request.Rest.Changed = true;
    }

    private IEnumerable<SoftDeletedName> Deleted(ResourceType type, ResourceId scope) => cloud.SoftDeleted().Where(name =>
        name.Type == type
        && (name.Id.Equals(scope.Value, StringComparison.OrdinalIgnoreCase)
            || name.Id.StartsWith($"{scope.Value}/", StringComparison.OrdinalIgnoreCase)));

    private SoftDeletedName RequireVault(ResourceId id)
    {
        var location = id.Parent!.Name;
        return Deleted(Vaults, ResourceId.Parse($"/subscriptions/{id.SubscriptionId}"))
            .FirstOrDefault(name => name.Name.Equals(id.Name, StringComparison.OrdinalIgnoreCase)
                && name.Location.Equals(location, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArmException(404, "DeletedVaultNotFound",
                $"The specified deleted vault '{id.Name}' does not exist in '{location}'.", id.Name);
    }

    private void Require(ArmRequest request, IReadOnlyList<string> versions, ResourceId scope, string action)
    {
        RequestChecks.RequireVersion(request.Target.Type, request.ApiVersion, versions, null);
        RequireRight(request, scope, action);
    }

    private void RequireRight(ArmRequest request, ResourceId scope, string action) =>
        RequestChecks.RequireRight(cloud.Access, request.Principal, scope, action);

    private static JsonObject List(IEnumerable<JsonNode> values) => new() { ["value"] = new JsonArray([.. values]) };

    private static JsonObject Show(SoftDeletedName vault)
    {
        var subscription = ResourceId.Parse(vault.Id).SubscriptionId;
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{subscription}/providers/Microsoft.KeyVault/locations/{vault.Location}/deletedVaults"
                + $"/{vault.Name}",
            ["name"] = vault.Name,
            ["type"] = DeletedVaults,
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

    private static JsonObject ShowLogs(SoftDeletedName workspace) => new()
    {
        ["id"] = workspace.Id,
        ["name"] = workspace.Name,
        ["type"] = LogWorkspaces,
        ["location"] = workspace.Location,
        ["properties"] = new JsonObject(),
    };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
