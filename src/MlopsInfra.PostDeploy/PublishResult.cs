namespace MlopsInfra.PostDeploy;

/// <summary>What was published.</summary>
/// <param name="Endpoint">Name of the batch endpoint; null if nothing is deployed to it.</param>
/// <param name="Deployment">Its default deployment from now on; null if no deployment becomes it.</param>
/// <param name="ScoringUri">Where the batch endpoint is invoked; null if nothing is deployed to it.</param>
/// <param name="PreviousDeployment">The one that is kept for a rollback; null if there is none.</param>
/// <param name="Assets">Everything that is published, with what was done.</param>
/// <param name="Pruned">Deployments that were deleted because newer ones replaced them.</param>
public sealed record PublishResult(
    string? Endpoint,
    string? Deployment,
    Uri? ScoringUri,
    string? PreviousDeployment,
    IReadOnlyList<PublishedAsset> Assets,
    IReadOnlyList<string> Pruned);
