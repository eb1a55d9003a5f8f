namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.History;

/// <summary>Calls of one kind to the services beside Resource Manager.</summary>
internal interface IHistoryRoutes
{
    /// <summary>Finds a call; null if it is none of these.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="service">The service, as in <c>history</c>.</param>
    /// <param name="path">The segments behind the workspace, without the experiment of a run.</param>
    TrackingRoute? Find(string method, string service, string[] path);
}
