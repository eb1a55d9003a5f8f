using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>
/// The addresses of a workspace's services: Azure's, or, for a client that came by a loopback name and so can't reach Azure's,
/// those that answer here.
/// </summary>
internal static class WorkspaceAddresses
{
    /// <summary>The workspace's tracking server, as its clients are told of it.</summary>
    /// <param name="host">The host, with the port if any.</param>
    /// <param name="workspace">The workspace.</param>
    public static string Tracking(string host, ResourceId workspace) => $"azureml://{host}/mlflow/v1.0{workspace}";

    /// <summary>Shows them.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="id">The workspace.</param>
    /// <param name="shown">What is shown of it, to be changed.</param>
    public static void Show(RestRequest request, ResourceId id, JsonObject shown)
    {
        if (!AzureHosts.IsLoopback(request.Info.Host) || shown["properties"] is not JsonObject properties) return;
        if (properties.Has("discoveryUrl")) properties["discoveryUrl"] = request.Absolute("/discovery");
        if (properties.Has("mlFlowTrackingUri"))
            properties["mlFlowTrackingUri"] = Tracking(request.Http.Request.Host.Value!, id);
    }
}
