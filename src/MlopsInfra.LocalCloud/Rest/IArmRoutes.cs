namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Paths of Resource Manager that are no resources of the store, such as the runs of a workflow or what is deleted. They check
/// versions and rights themselves. Services register theirs.
/// </summary>
internal interface IArmRoutes
{
    /// <summary>Answers a request; false if the path is none of these.</summary>
    /// <param name="request">The request.</param>
    Task<bool> TryHandleAsync(ArmRequest request);
}
