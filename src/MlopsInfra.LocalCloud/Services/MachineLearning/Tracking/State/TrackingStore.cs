using System.Collections.Concurrent;
using System.Globalization;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>What MLflow keeps of all workspaces, in the server's data folder.</summary>
internal sealed class TrackingStore(IResourceManager resources, LocalCloudServerOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<WorkspaceTracking>> _open = new(StringComparer.Ordinal);

    /// <summary>That of a workspace.</summary>
    /// <param name="workspace">The workspace, which is there.</param>
    public WorkspaceTracking Open(ResourceId workspace)
    {
        // One that was deleted and made again has other runs.
        var created = resources.CreatedOn(workspace) ?? DateTimeOffset.UnixEpoch;
        var path = Path.Combine(options.DataFolder, "tracking",
            string.Create(CultureInfo.InvariantCulture, $"{WorkspaceResource.GuidOf(workspace)}-{created.UtcTicks:x}"));
        return _open.GetOrAdd(path, key => new Lazy<WorkspaceTracking>(
            () => new WorkspaceTracking(key, created.ToUnixTimeMilliseconds(), options.Failed))).Value;
    }
}
