namespace MlopsInfra.PostDeploy;

/// <summary>Something that is published.</summary>
/// <param name="Kind"><c>code</c>, <c>environment</c>, <c>component</c>, <c>pipeline</c>, <c>data</c>, <c>model</c>,
/// <c>endpoint</c>, <c>deployment</c> or <c>schedule</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The hash of its content; null for an endpoint, which has none.</param>
/// <param name="Op">What is done to it.</param>
public sealed record PublishedAsset(string Kind, string Name, string? Version, PublishOperation Op);
