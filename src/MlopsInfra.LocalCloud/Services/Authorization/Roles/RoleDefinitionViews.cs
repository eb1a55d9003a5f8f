using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Authorization.Roles;

/// <summary>Roles as they are seen from a scope: Azure's own are everywhere, custom ones where they can be assigned.</summary>
internal static class RoleDefinitionViews
{
    /// <summary>One of Azure's own roles.</summary>
    /// <param name="role">The role.</param>
    /// <param name="scope">Where it is looked at; null for the tenant.</param>
    public static JsonObject Show(RoleDefinition role, ResourceId? scope)
    {
        var at = scope?.SubscriptionId is { } subscription ? $"/subscriptions/{subscription}" : "";
        return new JsonObject
        {
            ["id"] = $"{at}/providers/{RoleDefinitionResource.TypeName}/{role.Id}",
            ["name"] = role.Id,
            ["type"] = RoleDefinitionResource.TypeName,
            ["properties"] = new JsonObject
            {
                ["roleName"] = role.Name,
                ["type"] = "BuiltInRole",
                ["description"] = role.Description,
                ["assignableScopes"] = new JsonArray("/"),
                ["permissions"] = new JsonArray(new JsonObject
                {
                    ["actions"] = Texts(role.Actions),
                    ["notActions"] = Texts(role.NotActions),
                    ["dataActions"] = Texts(role.DataActions),
                    ["notDataActions"] = Texts(role.NotDataActions),
                }),
            },
        };
    }

    /// <summary>A custom role by its GUID, wherever it was written; null if it has nothing to do with the scope.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="guid">The GUID.</param>
    /// <param name="scope">Where it is looked for; null for the tenant.</param>
    public static JsonObject? FindCustom(CloudContext cloud, string guid, ResourceId? scope) =>
        cloud.Store.FindByName(RoleDefinitionResource.TypeName, guid) is { } found
        && (IsAt(found, scope) || IsBelow(found, scope))
            ? Views.Shown(cloud, found) : null;

    /// <summary>The custom roles of a scope.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="scope">The scope; null for the tenant.</param>
    /// <param name="andBelow">Whether those count that can be assigned below it only.</param>
    public static IEnumerable<JsonObject> Custom(CloudContext cloud, ResourceId? scope, bool andBelow) =>
        cloud.Store.OfType(RoleDefinitionResource.TypeName)
            .Where(role => IsAt(role, scope) || (andBelow && IsBelow(role, scope)))
            .Select(role => Views.Shown(cloud, role));

    private static bool IsAt(StoredResource role, ResourceId? scope) =>
        scope is not null && Scopes(role).Any(each => ResourceId.IsWithin(scope.Value, each));

    private static bool IsBelow(StoredResource role, ResourceId? scope) =>
        scope is null || Scopes(role).Any(each => ResourceId.IsWithin(each, scope.Value));

    // Where it was written counts where it says nothing of its scopes.
    private static List<string> Scopes(StoredResource role)
    {
        var scopes = role.Body.Texts("properties.assignableScopes[]").Select(scope => scope.Value.TrimEnd('/')).ToList();
        return scopes.Count > 0 ? scopes : [ScopeReach.ScopeOf(role)];
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
