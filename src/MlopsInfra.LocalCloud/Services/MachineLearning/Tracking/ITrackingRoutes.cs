namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>Calls of one kind, such as those on runs.</summary>
internal interface ITrackingRoutes
{
    /// <summary>Finds a call; null if it is none of these.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path below <c>/api/2.0/</c>.</param>
    TrackingRoute? Find(string method, string path);
}
