using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Reports;

/// <summary>What was published.</summary>
/// <param name="Endpoint">The batch endpoint.</param>
/// <param name="Deployment">Its default deployment.</param>
/// <param name="Assets">Every asset that the pipeline consists of.</param>
/// <param name="IsDryRun">Whether it is only what would be published.</param>
internal sealed record PublishedReport(string Endpoint, string Deployment, IReadOnlyList<PublishedAsset> Assets, bool IsDryRun);
