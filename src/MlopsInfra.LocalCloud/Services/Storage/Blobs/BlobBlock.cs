namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A committed block.</summary>
/// <param name="Id">The id, Base64 as the client chose it.</param>
/// <param name="Length">Bytes.</param>
internal sealed record BlobBlock(string Id, long Length);
