namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>A blob, or a folder of blobs.</summary>
/// <param name="Account">The storage account.</param>
/// <param name="Container">The container.</param>
/// <param name="Path">The path in it, without a slash at its end.</param>
/// <param name="HasKey">Whether its datastore keeps a key or signature for it; without one, the job's identity is asked for its
/// rights.</param>
internal sealed record BlobPlace(string Account, string Container, string Path, bool HasKey)
{
    /// <summary>Something below it.</summary>
    /// <param name="path">The path from here.</param>
    public BlobPlace Below(string path)
    {
        var inner = path.Trim('/');
        return this with { Path = inner.Length == 0 ? Path : Path.Length == 0 ? inner : $"{Path}/{inner}" };
    }
}
