namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>A layer of an image. Its tar is written whenever it is asked for: the same files give the same bytes.</summary>
/// <param name="Digest">The digest of its tar.</param>
/// <param name="Size">The bytes of its tar.</param>
/// <param name="Files">What is in it, in order of path.</param>
internal sealed record ImageLayer(string Digest, long Size, IReadOnlyList<ImageFile> Files);
