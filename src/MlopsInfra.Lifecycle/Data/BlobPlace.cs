namespace MlopsInfra.Lifecycle.Data;

/// <summary>A blob, or a folder of blobs.</summary>
/// <param name="Container">Address of the container.</param>
/// <param name="Path">The path in it, without slashes at its ends; empty for the whole container.</param>
internal sealed record BlobPlace(Uri Container, string Path);
