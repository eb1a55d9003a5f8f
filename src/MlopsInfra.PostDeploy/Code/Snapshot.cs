namespace MlopsInfra.PostDeploy.Code;

/// <summary>A local file or folder as it is uploaded.</summary>
/// <param name="Name">Name of the file or folder, under which it lies where it is uploaded to.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Files">The files in the order of the hash; of a single file the path is its name.</param>
/// <param name="Hash">SHA-256 of it all, lower-case hex.</param>
internal abstract record Snapshot(string Name, bool IsFolder, IReadOnlyList<SnapshotFile> Files, string Hash)
{
    /// <summary>The links that were met.</summary>
    public IReadOnlyList<FollowedLink> Links { get; init; } = [];

    /// <summary>Bytes of all files.</summary>
    public long Size => Files.Sum(file => file.Length);

    /// <summary>Path of a file where it is uploaded to: below the folder's name, if it is of a folder.</summary>
    public string PathOf(SnapshotFile file) => IsFolder ? $"{Name}/{file.Path}" : Name;
}
