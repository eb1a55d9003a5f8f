namespace MlopsInfra.PostDeploy;

/// <summary>Something that happened while publishing, for a display.</summary>
/// <param name="Stage">What happened.</param>
/// <param name="Kind">To what.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; null if it has none.</param>
/// <param name="Detail">For people; null if there is nothing to add.</param>
public sealed record PublishEvent(
    PublishStage Stage, PublishKind Kind, string Name, string? Version = null, string? Detail = null);
