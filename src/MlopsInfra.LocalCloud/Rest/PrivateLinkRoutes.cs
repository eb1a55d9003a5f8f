using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// What private endpoints can lead to at a resource (<c>privateLinkResources</c>), and those that do
/// (<c>privateEndpointConnections</c>), for all types that say their sub-resources.
/// </summary>
/// <param name="cloud">The cloud.</param>
/// <param name="resources">The resources.</param>
internal sealed class PrivateLinkRoutes(CloudContext cloud, IResourceManager resources) : IArmRoutes
{
    private const string Groups = "privateLinkResources";
    private const string Connections = "privateEndpointConnections";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        var (type, target) = (request.Target.Type, request.Target);
        if (request.Rest.Method != "GET" || target.Id is null || target.Kind == TargetKind.Action) return false;
        var isGroups = type.LastName.Equals(Groups, StringComparison.OrdinalIgnoreCase);
        if (!isGroups && !type.LastName.Equals(Connections, StringComparison.OrdinalIgnoreCase)) return false;
        var isList = target.Kind == TargetKind.Collection;
        var owner = isList ? target.Id : target.Id.Parent!;
        // Types whose connections can be written are resources like any others.
        if (cloud.Types.Of(owner.Type).PrivateLinkGroups is not { Count: > 0 } || cloud.Catalog.FindByArmType(type) is not null)
            return false;
        RequestChecks.RequireRight(cloud.Access, request.Principal, owner, $"{type}/read");
        var shown = resources.Find(owner) ?? throw ArmErrors.ResourceNotFound(owner);
        var found = isGroups ? GroupsOf(owner) : [.. shown.Objects($"properties.{Connections}")];
        var answer = isList ? Page.Of(request.Rest, found, each => each.DeepClone().AsObject())
            : found.FirstOrDefault(each => target.Id.Name.Equals(each.Text("name"), StringComparison.OrdinalIgnoreCase))
                ?.DeepClone() ?? throw ArmErrors.ResourceNotFound(target.Id);
        await request.Rest.AnswerAsync(200, answer);
        return true;
    }

    // Those for a fallback (`blob_secondary`) and for one instance only are members of no group of their own.
    private IReadOnlyList<JsonObject> GroupsOf(ResourceId owner)
    {
        var rules = cloud.Types.Of(owner.Type);
        return [.. rules.PrivateLinkGroups!.Select(group => new JsonObject
        {
            ["id"] = $"{owner}/{Groups}/{group}",
            ["name"] = group,
            ["type"] = $"{owner.Type}/{Groups}",
            ["properties"] = new JsonObject
            {
                ["groupId"] = group,
                ["requiredMembers"] = new JsonArray(group),
                ["requiredZoneNames"] = rules.NetworkSurface is { } surface && surface.SubResource == group
                    ? new JsonArray(surface.Zone) : new JsonArray(),
            },
        })];
    }
}
