namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>A copy that made a blob. All of them are done when they are answered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">Where it was copied from, without a signature.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Completed">When it was done.</param>
internal sealed record BlobCopy(string Id, string Source, long Length, DateTimeOffset Completed);
