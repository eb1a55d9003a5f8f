using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>Something that is copied.</summary>
/// <param name="Root">The file, or the folder whose contents are copied; null for all there is.</param>
/// <param name="Files">What is below.</param>
internal sealed record CopyPiece(ImageFile? Root, IReadOnlyList<ImageFile> Files);
