namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>What may be done to a tag or a manifest.</summary>
/// <param name="MayDelete"><c>deleteEnabled</c>.</param>
/// <param name="MayWrite"><c>writeEnabled</c>.</param>
internal sealed record ImageLock(bool MayDelete, bool MayWrite);
