using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>Code as it is uploaded for a code asset.</summary>
/// <param name="Name">Name of the file or folder; a fixed one where other files are put in.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Files">The files in the order of the hash.</param>
/// <param name="Hash">
/// SHA-256 as the Azure ML clients compute it (hash version 202208), so that either finds the other's upload: number of files;
/// <c>#path#size</c> of each, in the order of <see cref="PathOrder"/>; then their bytes in the same order.
/// </param>
internal sealed record CodeSnapshot(string Name, bool IsFolder, IReadOnlyList<SnapshotFile> Files, string Hash)
    : Snapshot(Name, IsFolder, Files, Hash)
{
    /// <summary>The code of components never takes this folder along; that of jobs and deployments does.</summary>
    public const string Cache = "__pycache__";

    private const string NameWithIncludes = "code_with_additional_includes";

    /// <summary>Takes in a folder, without what its ignore file names, or a single file.</summary>
    /// <param name="path">The folder or file; null where a component has nothing but additional includes.</param>
    /// <param name="includes">Files and folders that are put beside the folder's own, under their names.</param>
    /// <param name="withCache">Whether <see cref="Cache"/> is taken along.</param>
    /// <exception cref="SnapshotException">Something of it cannot be read.</exception>
    public static CodeSnapshot Take(string? path, IReadOnlyList<string>? includes = null, bool withCache = false)
    {
        var root = path is null ? null : LocalFile.Resolve(Path.TrimEndingDirectorySeparator(path));
        List<FollowedLink> links = [];
        if (includes is { Count: > 0 })
            return Of(NameWithIncludes, true, CodeIncludes.Collect(root, includes, links)) with { Links = links };
        ArgumentNullException.ThrowIfNull(root);
        var name = Path.GetFileName(root);
        return Directory.Exists(root)
            ? Of(name, true, FilesOf(root, withCache, links)) with { Links = links }
            : Of(name, false, [new SnapshotFile(name, root, LocalFile.LengthOf(root))]);
    }

    private static List<SnapshotFile> FilesOf(string root, bool withCache, List<FollowedLink> links)
    {
        var ignore = IgnoreFile.For(root);
        if (!withCache) ignore = ignore.With(Cache);
        List<SnapshotFile> files = [];
        links.AddRange(FolderWalk.Run(root, entry =>
        {
            if (entry.IsFolder) return !ignore.IgnoresAllIn(entry.IgnorePath);
            if (ignore.Ignores(entry.IgnorePath)) return false;
            files.Add(new SnapshotFile(entry.Path, entry.Source, LocalFile.LengthOf(entry.Source)));
            return true;
        }));
        return files;
    }

    private static CodeSnapshot Of(string name, bool isFolder, List<SnapshotFile> files)
    {
        SnapshotFile[] sorted = [.. files.OrderBy(file => file.Path, PathOrder.Instance)];
        return new CodeSnapshot(name, isFolder, sorted, HashOf(sorted));
    }

    private static string HashOf(SnapshotFile[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = new StringBuilder(files.Length.ToString(CultureInfo.InvariantCulture));
        foreach (var file in files) head.Append('#').Append(file.Path).Append('#').Append(file.Length);
        hash.AppendData(Encoding.UTF8.GetBytes(head.ToString()));
        var buffer = LocalFile.Buffer();
        foreach (var file in files) LocalFile.AddTo(hash, file, buffer);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
