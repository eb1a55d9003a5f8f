using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>An address of the services that stand beside Resource Manager, as in <c>/mlflow/v2.0/subscriptions/...</c>.</summary>
/// <param name="Service">The service, as in <c>mlflow</c>, <c>history</c> or <c>artifact</c>.</param>
/// <param name="Version">As in <c>v2.0</c>; empty where the service has none.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="Rest">What follows, without the slash.</param>
internal sealed record TrackingAddress(string Service, string Version, ResourceId Workspace, string Rest)
{
    private const int WorkspaceSegments = 8;

    /// <summary>Reads an address; null if it is none of a workspace.</summary>
    /// <param name="request">The request.</param>
    public static TrackingAddress? Parse(RequestInfo request)
    {
        if (!AzureHosts.IsMachineLearningApi(request.Host)) return null;
        var path = request.Path.TrimStart('/');
        var start = path.IndexOf("/subscriptions/", StringComparison.OrdinalIgnoreCase);
        if (start < 0) return null;
        var segments = path[(start + 1)..].Split('/');
        if (segments.Length < WorkspaceSegments
            || !ResourceId.TryParse("/" + string.Join('/', segments[..WorkspaceSegments]), out var workspace)
            || workspace.Type != WorkspaceResource.TypeName) return null;
        var rest = string.Join('/', segments[WorkspaceSegments..]);
        return path[..start].Split('/') switch
        {
            ["mlflow" or "history" or "artifact" or "metric" or "data" or "modelregistry", _] and var own =>
                new TrackingAddress(own[0], own[1], workspace, rest),
            ["mferp", "managementfrontend"] => new TrackingAddress("mferp", "", workspace, rest),
            _ => null,
        };
    }
}
