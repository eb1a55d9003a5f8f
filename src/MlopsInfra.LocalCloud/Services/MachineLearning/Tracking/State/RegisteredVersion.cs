namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>How a version of a model was registered by MLflow.</summary>
/// <param name="Source">The source, as the client named it.</param>
/// <param name="RunId">The run; empty for none.</param>
/// <param name="ModelId">The logged model; null for none.</param>
/// <param name="RunLink">A link to the run; empty for none.</param>
/// <param name="Place">Where its files are; null where the source is not among the workspace's artifacts.</param>
internal sealed record RegisteredVersion(string Source, string RunId, string? ModelId, string RunLink, ArtifactPlace? Place);
