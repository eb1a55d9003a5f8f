namespace MlopsInfra.LocalCloud.Services.Storage.Blobs;

/// <summary>Content that was written.</summary>
/// <param name="Hash">SHA-256, lower-case hex.</param>
/// <param name="Md5">MD5, Base64.</param>
/// <param name="Length">Bytes.</param>
internal sealed record StoredContent(string Hash, string Md5, long Length);
