using MlopsInfra.Formats.Files;

namespace MlopsInfra.PostDeploy.Code;

/// <summary>
/// The code of a component with its <c>additional_includes</c>, as `az ml` copies them into one folder. The ignore file of each
/// folder on the way down counts here, those of the code itself for what is included, too; a folder that one of them names is
/// left out as a whole. Of what is copied the ignore file in the root counts once more.
/// </summary>
internal sealed class CodeIncludes
{
    // By the path where they land: of two with the same one the later stands.
    private readonly Dictionary<string, SnapshotFile> _files = new(StringComparer.Ordinal);

    private readonly List<FollowedLink> _links;
    private string _source = "";

    private CodeIncludes(List<FollowedLink> links)
    {
        _links = links;
    }

    /// <param name="code">The component's code, a folder or a file; null if it has none.</param>
    /// <param name="includes">What is put beside it.</param>
    /// <param name="links">Takes the links that are met.</param>
    public static List<SnapshotFile> Collect(string? code, IReadOnlyList<string> includes, List<FollowedLink> links)
    {
        var all = new CodeIncludes(links);
        var isFolder = Directory.Exists(code);
        var root = new Layer("", (isFolder ? IgnoreFile.For(code!) : IgnoreFile.None).With(CodeSnapshot.Cache));
        if (isFolder) all.AddTree(code!, "", [root]);
        else if (code is not null) all.Add(Path.GetFileName(code), code);
        foreach (var include in includes)
        {
            var source = LocalFile.Resolve(include);
            var name = Path.GetFileName(source);
            if (Directory.Exists(source)) all.AddTree(source, name, [root, LayerOf(source, name)]);
            else if (!root.Ignores(name)) all.Add(name, source);
        }

        return all.WithoutIgnored();
    }

    private static Layer LayerOf(string folder, string path) =>
        new(path + "/", IgnoreFile.For(folder).With(CodeSnapshot.Cache));

    private List<SnapshotFile> WithoutIgnored()
    {
        var file = IgnoreFile.Names.Select(_files.GetValueOrDefault).FirstOrDefault(file => file is not null);
        var ignore = (file is null ? IgnoreFile.None : IgnoreFile.Read(file.Source)).With(CodeSnapshot.Cache);
        return [.. _files.Values.Where(file => !ignore.Ignores(file.Path))];
    }

    private void Add(string path, string source) => _files[path] = new SnapshotFile(path, source, LocalFile.LengthOf(source));

    private void AddTree(string folder, string path, Layer[] layers)
    {
        _source = folder;
        AddFolder(folder, path, layers, new FolderTrail());
    }

    /// <param name="folder">The folder.</param>
    /// <param name="path">Where it lands, without a slash at its end; empty for the root.</param>
    /// <param name="layers">The ignore files that count for it, its own included.</param>
    /// <param name="trail">The folders on the way here.</param>
    private void AddFolder(string folder, string path, Layer[] layers, FolderTrail trail)
    {
        if (layers.Any(layer => layer.Ignores(path)) || !FolderWalk.Enter(trail, folder)) return;
        foreach (var entry in FolderWalk.Entries(folder))
        {
            var landing = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            FolderWalk.CheckLength(_source, landing);
            var target = LocalFile.Resolve(entry, folder);
            if (entry.LinkTarget is not null)
                _links.Add(new FollowedLink(entry.FullName, target.FullName, trail.Has(target.FullName)));
            if (target is DirectoryInfo)
                AddFolder(target.FullName, landing, [.. layers, LayerOf(target.FullName, landing)], trail);
            else if (!layers.Any(layer => layer.Ignores(landing)))
                Add(landing, target.FullName);
        }

        trail.Leave(folder);
    }

    /// <summary>An ignore file, and where its folder lands.</summary>
    private sealed record Layer(string Prefix, IgnoreFile File)
    {
        /// <summary>Whether a path is left out; the folder itself is looked up as a dot, as the clients do.</summary>
        public bool Ignores(string path) => File.Ignores(path.Length <= Prefix.Length ? "." : path[Prefix.Length..]);
    }
}
