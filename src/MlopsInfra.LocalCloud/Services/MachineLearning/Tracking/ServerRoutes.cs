using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>What clients ask of the tracking server itself.</summary>
internal sealed class ServerRoutes : ITrackingRoutes
{
    /// <inheritdoc/>
    public TrackingRoute? Find(string method, string path) => (method, path) is ("GET", "mlflow/server-info")
        ? TrackingRoute.OfState(TrackingActions.ReadExperiments, _ => Info()) : null;

    private static JsonObject Info() => new()
    {
        ["store_type"] = "SqlStore",
        ["workspaces_enabled"] = false,
        ["trace_archival_enabled"] = false,
        ["multipart_uploads_enabled"] = false,
        ["multipart_downloads_enabled"] = false,
    };
}
