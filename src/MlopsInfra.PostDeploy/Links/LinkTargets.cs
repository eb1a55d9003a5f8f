using MlopsInfra.PostDeploy.Assets;

namespace MlopsInfra.PostDeploy.Links;

/// <summary>What links are resolved to.</summary>
/// <param name="Graph">The assets that are published along.</param>
/// <param name="WorkspaceId">
/// ARM id of the workspace; empty where a hash is taken, so that two environments have the same versions of the same content.
/// </param>
/// <param name="TrainingCompute">Name of the environment's training cluster.</param>
internal sealed record LinkTargets(AssetGraph Graph, string WorkspaceId, string TrainingCompute);
