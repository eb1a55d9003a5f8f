using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances;

/// <summary>The logs of containers.</summary>
internal sealed class ContainerGroupRoutes(IResourceManager resources, IAccessControl access, ContainerGroups groups) : IArmRoutes
{
    private const string Logs = ContainerGroupResource.TypeName + "/containers/logs";

    // The service cuts what is larger ("az container logs").
    private const int Most = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Rest.Method != "GET" || request.Target.Kind != TargetKind.Collection || request.Target.Type != Logs
            || request.Target.Id is not { Parent: { } group } container) return false;
        RequestChecks.RequireVersion(group.Type, request.ApiVersion, ApiVersions.Of(group.Type), null);
        RequestChecks.RequireRight(access, request.Principal, group, $"{Logs}/read");
        _ = resources.Find(group) ?? throw ArmErrors.ResourceNotFound(group);
        await request.Rest.AnswerAsync(200, new JsonObject { ["content"] = Content(request, group, container.Name) });
        return true;
    }

    private string Content(ArmRequest request, ResourceId group, string name)
    {
        var run = groups.Find(group.Value);
        if (run is null && !groups.Executes) return "";
        var container = run?.Containers.Concat(run.InitContainers).FirstOrDefault(each => each.Declaration.Name == name)
            ?? throw new ArmException(404, "ContainerNotFound",
                $"The container '{name}' in container group '{group.Name}' was not found.");
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
