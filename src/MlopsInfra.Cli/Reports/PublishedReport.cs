using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.Cli.Reports;

/// <summary>What was published.</summary>
/// <param name="Endpoint">The batch endpoint; null if no pipeline is deployed.</param>
/// <param name="Deployment">Its default deployment; null if no pipeline is deployed.</param>
/// <param name="Assets">Every asset that the pipeline consists of.</param>
/// <param name="Warnings">What Azure takes but is likely not what was meant.</param>
/// <param name="NotPublished">Files of the folder that are not published, with the reasons.</param>
/// <param name="IsDryRun">Whether it is only what would be published.</param>
internal sealed record PublishedReport(
    string? Endpoint, string? Deployment, IReadOnlyList<PublishedAsset> Assets, IReadOnlyList<PipelineError> Warnings,
    IReadOnlyList<UnpublishedFile> NotPublished, bool IsDryRun);
