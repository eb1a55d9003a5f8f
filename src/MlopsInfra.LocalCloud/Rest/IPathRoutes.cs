namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// Paths of Resource Manager that have not the form of ids, such as <c>/subscriptions/S/tagNames/T</c>. They check subscriptions,
/// versions and rights themselves. Services register theirs.
/// </summary>
internal interface IPathRoutes
{
    /// <summary>Answers a request; false if the path is none of these.</summary>
    /// <param name="request">The request.</param>
    Task<bool> TryHandleAsync(PathRequest request);
}
