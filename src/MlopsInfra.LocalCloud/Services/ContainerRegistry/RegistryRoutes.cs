using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Schemas;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry;

/// <summary>
/// The build task of container registries, and import. See <see cref="ImageBuilds"/> for what is and is not done.
/// </summary>
internal sealed class RegistryRoutes(IResourceManager resources, IAccessControl access, ImageBuilds builds, ImageImports imports)
    : IArmRoutes
{
    /// <summary>The type of a build's run, which only requests over REST know.</summary>
    public const string Runs = RegistryResource.TypeName + "/runs";

    private static readonly IReadOnlyList<string> TaskVersions = ApiVersions.Of(Runs);

    /// <summary>Answers a request about a registry's runs or images; false if it is none of these.</summary>
    public async Task<bool> TryHandleAsync(ArmRequest request)
    {
        if (request.Target.Id is not { } id) return false;
        if (id.Type == RegistryResource.TypeName) return await TryHandleRegistryAsync(request, id);
        if (id.Type != Runs || id.Parent is not { } parent) return false;
        RequireVersion(request);
        var registry = RequireRegistry(parent);
        switch (request.Rest.Method, request.Target.Kind, request.Target.Action.ToLowerInvariant())
        {
            case ("GET", TargetKind.Resource, _):
                RequireRight(request, parent, "runs/read");
                await request.Rest.AnswerAsync(200, builds.Show(registry, id.Name));
                return true;
            case ("POST", TargetKind.Action, "listlogsasurl"):
                RequireRight(request, parent, "runs/listLogSasUrl/action");
                await request.Rest.AnswerAsync(200, await builds.LogLinkAsync(request.Rest, registry, id.Name));
                return true;
            case ("POST", TargetKind.Action, "cancel"):
                RequireRight(request, parent, "runs/cancel/action");
                builds.Cancel(registry, id.Name);
                request.Rest.Changed = true;
                await request.Rest.AnswerAsync(200);
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> TryHandleRegistryAsync(ArmRequest request, ResourceId id)
    {
        switch (request.Rest.Method, request.Target.Kind, request.Target.Action.ToLowerInvariant())
        {
            case ("POST", TargetKind.Action, "listbuildsourceuploadurl"):
                RequireVersion(request);
                RequireRight(request, id, "listBuildSourceUploadUrl/action");
                await request.Rest.AnswerAsync(200, builds.UploadUrl(request.Rest, RequireRegistry(id)));
                return true;
            case ("POST", TargetKind.Action, "schedulerun"):
                RequireVersion(request);
                RequireRight(request, id, "scheduleRun/action");
                await request.Rest.AnswerAsync(200, await builds.ScheduleAsync(request.Rest, RequireRegistry(id)));
                return true;
            case ("POST", TargetKind.Action, "importimage"):
                RequireRight(request, id, "importImage/action");
                await imports.ImportAsync(request, RequireRegistry(id));
                return true;
            case ("GET", TargetKind.Collection, _) when request.Target.Type == Runs:
                RequireVersion(request);
                RequireRight(request, id, "runs/read");
                var all = builds.All(RequireRegistry(id), request.Rest.Query("$filter"));
                await request.Rest.AnswerAsync(200, Page.Of(request.Rest, all, run => run));
                return true;
            default:
                return false;
        }
    }

    private RegistryRef RequireRegistry(ResourceId id)
    {
        var found = resources.Find(id) ?? throw ArmErrors.ResourceNotFound(id);
        return RegistryRef.Of(id, found, resources);
    }

    private void RequireRight(ArmRequest request, ResourceId registry, string right) =>
        RequestChecks.RequireRight(access, request.Principal, registry, $"{RegistryResource.TypeName}/{right}");

    private static void RequireVersion(ArmRequest request) =>
        RequestChecks.RequireVersion(request.Target.Type, request.ApiVersion, TaskVersions, null);
}
