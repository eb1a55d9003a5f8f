namespace MlopsInfra.PostDeploy;

/// <summary>Something that is published.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The hash of its content; null for an endpoint, which has none.</param>
/// <param name="Op">What is done to it.</param>
public sealed record PublishedAsset(PublishKind Kind, string Name, string? Version, PublishOperation Op);
