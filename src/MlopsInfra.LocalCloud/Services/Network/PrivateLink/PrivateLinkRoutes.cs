using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Network.PrivateLink;

/// <summary>
/// Private endpoints as their targets have them: the connections, which an owner approves, rejects and takes away, and which
/// sub-resources there are to connect to.
/// </summary>
internal sealed class PrivateLinkRoutes(CloudContext cloud) : IArmRoutes
{
    private const string Resources = "privateLinkResources";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Target is not { Id: { } id, Kind: not TargetKind.Action } target) return false;
        var kind = target.Type.LastName;
        var isList = target.Kind == TargetKind.Collection;
        if ((isList ? id : id.Parent) is not { } owner
            || cloud.Types.Of(owner.Type).PrivateLinkGroups is not { Count: > 0 } groups) return false;
        if (kind.Equals(PrivateConnections.Member, StringComparison.OrdinalIgnoreCase))
        {
            await (isList ? ListAsync(request, owner) : AnswerAsync(request, owner, id.Name));
            return true;
        }

        if (!kind.Equals(Resources, StringComparison.OrdinalIgnoreCase) || request.Rest.Method != "GET") return false;
        Require(request, owner, Resources, "read");
        var shown = groups.Select(group => Resource(owner, group)).ToList();
        await request.Rest.AnswerAsync(200, isList
            ? Page.Whole(shown)
            : shown.Find(each => id.Name.Equals((string?)each["name"], StringComparison.OrdinalIgnoreCase))
                ?? throw ArmErrors.ResourceNotFound(id));
        return true;
    }

    private Task ListAsync(ArmRequest request, ResourceId owner)
    {
        var target = Require(request, owner, PrivateConnections.Member, "read");
        return request.Rest.AnswerAsync(200, Page.Whole(PrivateConnections.Of(cloud, target).Select(each => each.Shown)));
    }

    private async Task AnswerAsync(ArmRequest request, ResourceId owner, string name)
    {
        var method = request.Rest.Method;
        var target = Require(request, owner, PrivateConnections.Member, method switch
        {
            "GET" or "HEAD" => "read", "DELETE" => "delete", _ => "write",
        });
        var found = Find(target, name);
        if (method == "DELETE")
        {
            if (found is not null) Write(found.With("Disconnected", "The connection was deleted."));
            request.Rest.Changed = found is not null;
            await request.Rest.AnswerAsync(found is null ? 204 : 200);
            return;
        }

        // Azure makes connections of endpoints only: what is put has to be there.
        if (found is null) throw ArmErrors.ResourceNotFound(request.Id);
        if (method == "PUT")
        {
            var body = await request.Rest.ReadObjectAsync();
            if (body.Text(PrivateConnection.Status) is { Length: > 0 } status)
                Write(found.With(StatusOf(status), body.Text("properties.privateLinkServiceConnectionState.description")));
            request.Rest.Changed = true;
            found = Find(target, name)!;
        }
        else if (method != "GET")
        {
            throw new ArmException(405, "MethodNotAllowed", $"{method} is not allowed on '{request.Rest.Info.Path}'.");
        }

        await request.Rest.AnswerAsync(200, found.Shown);
    }

    private static string StatusOf(string text) =>
        Array.Find(["Approved", "Rejected"], each => each.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArmException(400, "InvalidRequestContent",
                $"A private endpoint connection can be 'Approved' or 'Rejected', not '{text}'.", PrivateConnection.Status);

    private PrivateConnection? Find(StoredResource target, string name) => PrivateConnections.Of(cloud, target)
        .FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Write(StoreChange change)
    {
        lock (cloud.Store.Gate) cloud.Store.Commit([change]);
    }

    private StoredResource Require(ArmRequest request, ResourceId owner, string child, string operation)
    {
        if (owner.SubscriptionId is { } subscription) RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireType(cloud, owner.Type, request.ApiVersion);
        RequestChecks.RequireRight(cloud.Access, request.Principal, owner, $"{owner.Type}/{child}/{operation}");
        return cloud.Store.Find(owner.Value) ?? throw ArmErrors.ResourceNotFound(owner);
    }

    private JsonObject Resource(ResourceId owner, string group)
    {
        var surface = cloud.Types.Of(owner.Type).NetworkSurface;
        string[] zones = surface is not null && surface.SubResource.Equals(group, StringComparison.OrdinalIgnoreCase)
            ? [surface.Zone] : [];
        return new JsonObject
        {
            ["id"] = $"{owner}/{Resources}/{group}",
            ["name"] = group,
            ["type"] = $"{owner.Type}/{Resources}",
            ["properties"] = new JsonObject
            {
                ["groupId"] = group,
                ["requiredMembers"] = new JsonArray(group),
                ["requiredZoneNames"] = new JsonArray([.. zones.Select(zone => (JsonNode)zone)]),
            },
        };
    }
}
