using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>The logs of containers; and a look at the images of a group before it is written.</summary>
internal sealed class ContainerGroupRoutes(
    IResourceManager resources, IAccessControl access, ContainerGroups groups, RegistryImages images) : IArmRoutes
{
    private const string Containers = ContainerGroupResource.TypeName + "/containers";
    private const string Logs = ContainerGroupResource.TypeName + "/containers/logs";

    // The service cuts what is larger ("az container logs").
    private const int Most = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request is { Rest.Method: "PUT", Target: { Kind: TargetKind.Resource, Id: { } id } }
            && id.Type == ContainerGroupResource.TypeName) await CheckImagesAsync(request, id);
        if (request.Target is { Kind: TargetKind.Action, Id.Parent: { } parent } && request.Target.Type == Containers)
            RefuseSession(request, parent);
        if (request.Rest.Method != "GET" || request.Target.Kind != TargetKind.Collection || request.Target.Type != Logs
            || request.Target.Id is not { Parent: { } group } container) return false;
        RequestChecks.RequireVersion(group.Type, request.ApiVersion, ApiVersions.Of(group.Type), null);
        RequestChecks.RequireRight(access, request.Principal, group, $"{Logs}/read");
        _ = resources.Find(group) ?? throw ArmErrors.ResourceNotFound(group);
        await request.Rest.AnswerAsync(200, new JsonObject { ["content"] = Content(request, group, container.Name) });
        return true;
    }

    // Azure answers with the address of a web socket, where a terminal waits.
    private void RefuseSession(ArmRequest request, ResourceId group)
    {
        var action = request.Target.Action.ToLowerInvariant();
        if (action is not ("exec" or "attach")) return;
        RequestChecks.RequireRight(access, request.Principal, group, $"{Containers}/{action}/action");
        var found = resources.Find(group) ?? throw ArmErrors.ResourceNotFound(group);
        var name = request.Id.Name;
        if (!found.Texts("properties.containers[].name").Any(container => container.Value == name))
            throw NoContainer(name, group);
        throw new ArmException(501, "NotImplemented",
            $"The local cloud does not serve '{action}' of containers: it has no terminals. What the container '{name}' wrote "
                + "is in its logs.", group.Value);
    }

    private static ArmException NoContainer(string name, ResourceId group) => new(404, "ContainerNotFound",
        $"The container '{name}' in container group '{group.Name}' was not found.");

    // Azure looks for the images before it takes a group. Programs' groups are taken here, and wait for theirs.
    private async Task CheckImagesAsync(ArmRequest request, ResourceId id)
    {
        if (!groups.Executes || !access.IsAllowed(request.Principal, id, $"{ContainerGroupResource.TypeName}/write", false))
            return;
        request.Rest.Http.Request.EnableBuffering();
        var body = await request.Rest.ReadJsonAsync() as JsonObject ?? [];
        request.Rest.Http.Request.Body.Position = 0;
        foreach (var image in body.Texts("properties.containers[].properties.image").Select(found => found.Value))
        {
            if (images.RegistryOf(image) is { } registry && images.DigestOf(registry, image) is null)
                throw ContainerImages.Inaccessible(image, "The registry has no image of this name.");
        }
    }

    private string Content(ArmRequest request, ResourceId group, string name)
    {
        var run = groups.Find(group.Value);
        if (run is null && !groups.Executes) return "";
        var container = run?.Containers.Concat(run.InitContainers).FirstOrDefault(each => each.Declaration.Name == name)
            ?? throw NoContainer(name, group);
        if (container.Log is not { } log) return "";
        if (request.Rest.Query("tail") is { Length: > 0 } tail)
        {
            if (!int.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out var lines))
                throw new ArmException(400, "InvalidQueryParameterValue",
                    $"The value '{tail}' of query parameter 'tail' is invalid.", "tail");
            return log.Tail(lines);
        }

        var all = log.ToArray();
        return Encoding.UTF8.GetString(all.AsSpan(Math.Max(0, all.Length - Most)));
    }
}
