using MlopsInfra.LocalCloud.Services.Storage.Blobs;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Artifacts;

/// <summary>A file or a folder of files in a storage account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Container">The container.</param>
/// <param name="Path">The blob, or what the blobs of the folder begin with; empty for all of the container.</param>
internal sealed record BlobFolder(BlobAccount Account, string Container, string Path)
{
    /// <summary>What is below it.</summary>
    public BlobFolder Below(string path) => path.Length == 0 ? this
        : this with { Path = Path.Length == 0 ? path : $"{Path}/{path}" };
}
