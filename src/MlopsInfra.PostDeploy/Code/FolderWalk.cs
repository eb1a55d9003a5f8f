using MlopsInfra.Formats.Files;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// Goes through a folder as the Azure ML clients do: links are followed and keep their own names. A link to a folder above is
/// left out: the clients, which follow it until the system refuses, upload nothing at all.
/// </summary>
internal sealed class FolderWalk
{
    private readonly FolderTrail _trail = new();
    private readonly List<FollowedLink> _links = [];
    private readonly string _root;
    private readonly Func<FolderEntry, bool> _visit;

    private FolderWalk(string root, Func<FolderEntry, bool> visit)
    {
        (_root, _visit) = (root, visit);
    }

    /// <summary>Visits every entry, each folder's by the lower-case name.</summary>
    /// <param name="root">The folder's real path.</param>
    /// <param name="visit">Says of a folder whether to go into it, and of a file whether it is taken.</param>
    /// <returns>The links that were followed.</returns>
    /// <exception cref="SnapshotException">A folder cannot be read, or a link leads to nothing or on and on.</exception>
    public static IReadOnlyList<FollowedLink> Run(string root, Func<FolderEntry, bool> visit)
    {
        var walk = new FolderWalk(root, visit);
        walk.Visit("", root, "");
        return walk._links;
    }

    /// <param name="path">The folder's path from the root, empty or with a slash at its end.</param>
    /// <param name="folder">Where it is.</param>
    /// <param name="ignorePath">Its path for ignore files.</param>
    private void Visit(string path, string folder, string ignorePath)
    {
        if (!Enter(_trail, folder)) return;
        foreach (var info in Entries(folder))
        {
            CheckLength(_root, path + info.Name);
            var target = LocalFile.Resolve(info, folder);
            var entry = new FolderEntry(info.Name, path + info.Name, target.FullName, ignorePath + info.Name,
                target is DirectoryInfo);
            if (!_visit(entry)) continue;
            var isLink = info.LinkTarget is not null;
            if (isLink) _links.Add(new FollowedLink(info.FullName, target.FullName, _trail.Has(target.FullName)));
            if (!entry.IsFolder) continue;
            // The clients look at what lies behind a link to a folder under its own path.
            var below = isLink ? Path.GetRelativePath(_root, target.FullName).Replace('\\', '/') : entry.IgnorePath;
            Visit(entry.Path + "/", target.FullName, below + "/");
        }

        _trail.Leave(folder);
    }

    /// <summary>Goes into a folder; false if the walk is in it already.</summary>
    /// <exception cref="SnapshotException">Links lead there in too many ways.</exception>
    public static bool Enter(FolderTrail trail, string folder) => LocalFile.Do(folder, () => trail.Enter(folder));

    /// <summary>Refuses a path that no upload can have.</summary>
    /// <exception cref="SnapshotException">It is too long.</exception>
    public static void CheckLength(string root, string path)
    {
        if (path.Length > FolderTrail.MaxPath) throw new SnapshotException(root, FolderTrail.TooLong(path));
    }

    /// <summary>What is in a folder, in the order of <see cref="PathOrder"/>.</summary>
    public static IEnumerable<FileSystemInfo> Entries(string folder) =>
        LocalFile.Do(folder, () => FolderFiles.Entries(folder).OrderBy(info => info.Name, PathOrder.Instance).ToArray());
}
