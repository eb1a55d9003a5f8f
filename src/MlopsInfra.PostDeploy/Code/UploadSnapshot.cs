using System.Security.Cryptography;
using System.Text;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// Local data, a local model or a build context, as it is uploaded to a datastore. Its address is its hash, so that the same
/// content is uploaded once, by this tool or by the Azure ML clients.
/// </summary>
/// <param name="Name">Name of the file or folder.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Files">The files in the order of the hash.</param>
/// <param name="Hash">
/// SHA-256 as the Azure ML clients compute it: a fixed text, then a file's bytes; or, for each entry of a folder in the order of
/// <see cref="PathOrder"/>, its name and its bytes or entries.
/// </param>
internal sealed record UploadSnapshot(string Name, bool IsFolder, IReadOnlyList<SnapshotFile> Files, string Hash)
    : Snapshot(Name, IsFolder, Files, Hash)
{
    private static readonly byte[] Seed = "Initialize for october 2021 AML CLI version"u8.ToArray();

    /// <summary>Path in the datastore.</summary>
    public string Path => $"LocalUpload/{Hash}/{Name}";

    /// <summary>Takes in a folder, without what its ignore file names, or a single file.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="SnapshotException">Something of it cannot be read.</exception>
    public static UploadSnapshot Take(string path)
    {
        var root = LocalFile.Resolve(System.IO.Path.TrimEndingDirectorySeparator(path));
        var name = System.IO.Path.GetFileName(root);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Seed);
        var buffer = LocalFile.Buffer();
        if (!Directory.Exists(root))
        {
            var file = new SnapshotFile(name, root, LocalFile.LengthOf(root));
            LocalFile.AddTo(hash, file, buffer);
            return new UploadSnapshot(name, IsFolder: false, [file], Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        List<SnapshotFile> files = [];
        var ignore = IgnoreFile.For(root);
        // What an ignored name leaves out of the hash may not be uploaded either: the hash would stand for two contents.
        var links = FolderWalk.Run(root, entry =>
        {
            if (ignore.Ignores(entry.IgnorePath)) return false;
            hash.AppendData(Encoding.UTF8.GetBytes(entry.Name));
            if (entry.IsFolder) return true;
            var file = new SnapshotFile(entry.Path, entry.Source, LocalFile.LengthOf(entry.Source));
            files.Add(file);
            LocalFile.AddTo(hash, file, buffer);
            return true;
        });
        return new UploadSnapshot(name, IsFolder: true, files, Convert.ToHexStringLower(hash.GetHashAndReset()))
        {
            Links = links,
        };
    }
}
