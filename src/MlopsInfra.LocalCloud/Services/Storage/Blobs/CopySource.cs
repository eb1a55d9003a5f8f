namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A blob that is copied from.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Address">Its address, without a signature.</param>
internal sealed record CopySource(BlobRecord Blob, string Address);
