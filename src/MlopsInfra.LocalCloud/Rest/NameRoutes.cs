using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Says whether names are free: those of types that are unique in the world, the deleted ones that are kept included.
/// </summary>
internal sealed class NameRoutes(CloudContext cloud) : IPathRoutes
{
    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(PathRequest request)
    {
        if (request.Match("POST subscriptions/*/providers/*/checkNameAvailability") is not [var subscription, var space])
            return false;
        var types = cloud.Types.All.Where(type => type.NameCheck is not null
            && type.Type.Namespace.Equals(space, StringComparison.OrdinalIgnoreCase)).ToList();
        if (types.Count == 0) return false;
        RequestChecks.RequireSubscription(cloud, subscription);
        RequestChecks.RequireType(cloud, types[0].Type, request.ApiVersion);
        RequestChecks.RequireRight(cloud.Access, request.Principal, ResourceId.Parse($"/subscriptions/{subscription}"),
            $"{types[0].Type.Namespace}/checkNameAvailability/read");
        var body = await request.Rest.ReadObjectAsync();
        var name = body.Text("name") ?? throw Missing("name");
        var kind = body.Text("type") ?? throw Missing("type");
        var type = types.Find(each => each.Type == kind) ?? throw new ArmException(400, "InvalidResourceType",
            $"The type '{kind}' is not one whose names can be checked. They are: "
                + $"'{string.Join("', '", types.Select(each => each.Type))}'.", "type");
        await request.Rest.AnswerAsync(200, Check(type, name));
        return true;
    }

    private JsonObject Check(AzureResource type, string name)
    {
        if (!type.Naming.Allows(name)) return Unavailable(type.NameCheck!.Invalid, type.Naming.Explain(name));
        var isTaken = cloud.Store.FindByName(type.Type, name) is not null
            || SoftDelete.Find(cloud, type.Type, deleted => name.Equals(deleted.Computed.Text("name"),
                StringComparison.OrdinalIgnoreCase)) is not null;
        return isTaken ? Unavailable(NameCheck.AlreadyExists, type.NameCheck!.Taken(name))
            : new JsonObject { ["nameAvailable"] = true };
    }

    private static JsonObject Unavailable(string reason, string message) =>
        new() { ["nameAvailable"] = false, ["reason"] = reason, ["message"] = message };

    private static ArmException Missing(string member) => new(400, "InvalidRequestContent",
        $"The request content was invalid: required property '{member}' is missing.", member);
}
