namespace MlopsInfra.PostDeploy;

/// <summary>A resource that a program is going to create, whose name something deleted may still hold.</summary>
/// <param name="ResourceId">Its ARM id.</param>
/// <param name="Location">Its region, as in <c>westeurope</c>.</param>
public sealed record PurgeCandidate(string ResourceId, string Location);
