using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.Resources;

/// <summary>
/// The one management group that every tenant has: its root, which is called as the tenant is. No others can be made.
/// </summary>
internal sealed class ManagementGroupRoutes(CloudContext cloud) : IPathRoutes
{
    /// <summary>The namespace of management groups.</summary>
    public const string Namespace = "Microsoft.Management";

    private const string Groups = $"providers/{Namespace}/managementGroups";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match($"GET {Groups}") is not null)
        {
            await request.Rest.AnswerAsync(200, Page.Whole([Root(request.Rest)]));
            return true;
        }

        if (request.Match($"GET {Groups}/*") is not [var name]) return false;
        if (!name.Equals(cloud.Options.TenantId, StringComparison.OrdinalIgnoreCase))
            throw new ArmException(404, "NotFound", $"The management group '{name}' cannot be found.", name);
        await request.Rest.AnswerAsync(200, Root(request.Rest));
        return true;
    }

    // Children only where they are asked for, as in Azure.
    private JsonObject Root(RestRequest request)
    {
        var tenant = cloud.Options.TenantId;
        var properties = new JsonObject { ["tenantId"] = tenant, ["displayName"] = "Tenant Root Group" };
        if (request.Query("$expand")?.Contains("children", StringComparison.OrdinalIgnoreCase) == true)
        {
            properties["children"] = new JsonArray([.. cloud.Options.SubscriptionIds.Select(subscription => new JsonObject
            {
                ["id"] = $"/subscriptions/{subscription}",
                ["type"] = "/subscriptions",
                ["name"] = subscription,
                ["displayName"] = "Local cloud",
            })]);
        }

        return new JsonObject
        {
            ["id"] = $"/{Groups}/{tenant}",
            ["type"] = $"{Namespace}/managementGroups",
            ["name"] = tenant,
            ["properties"] = properties,
        };
    }
}
