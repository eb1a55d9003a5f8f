using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading.References;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading.Files;

/// <summary>What all readers of one folder share: its files, what was read already, and the mistakes.</summary>
internal sealed class FolderReader
{
    private readonly Dictionary<string, Definition?> _read = [];
    private readonly List<string> _open = [];
    private readonly YamlFiles _yaml = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _computes = new(StringComparer.Ordinal);

    public FolderReader(string root)
    {
        Root = root;
        Uploads = new UploadReader(this);
        Tree = new FolderTree(root, Inspect);
    }

    public string Root { get; }

    /// <summary>Takes in the local files that are uploaded along.</summary>
    public UploadReader Uploads { get; }

    public ErrorList Errors { get; } = new();

    /// <summary>Computes that stand for those which the files name: bare names, as the user maps them.</summary>
    public IReadOnlyDictionary<string, string> Computes { get; init; } = new Dictionary<string, string>();

    /// <summary>Bare names of the computes that the files name, before any of them is mapped.</summary>
    public IReadOnlyCollection<string> NamedComputes => _computes;

    /// <summary>The YAML files in which names are looked up.</summary>
    public FolderTree Tree { get; }

    /// <summary>Whether a file was read, for itself or because something refers to it.</summary>
    /// <param name="path">Full path.</param>
    public bool IsUsed(string path) => _used.Contains(path);

    /// <summary>Takes note that a file is a part of what is published.</summary>
    /// <param name="path">Full path.</param>
    public void Use(string path) => _used.Add(path);

    /// <summary>The compute that is meant by a name.</summary>
    /// <param name="name">The bare name that a file says.</param>
    public string Compute(string name)
    {
        _computes.Add(name);
        return Computes.GetValueOrDefault(name, name);
    }

    /// <summary>The file that describes what a reference names; null if there is none in the tree.</summary>
    /// <param name="kind">What the reference may refer to.</param>
    /// <param name="name">The name.</param>
    /// <param name="version">The version; null for the newest.</param>
    /// <param name="from">The file that refers to it.</param>
    /// <param name="location">Where it does.</param>
    public string? Described(ReferenceKind kind, string name, string? version, string from, SourceLocation location)
    {
        var found = Tree.Named(name, from)
            .Where(file => kind.Files.Contains(file.Kind) && (version is null || file.Version == version)).ToArray();
        if (found.Length > 1 && FolderTree.Distance(found[0].Path, from) == FolderTree.Distance(found[1].Path, from))
        {
            Errors.Warn(location,
                $"'{name}' is described in '{NameOf(found[0].Path)}' and in '{NameOf(found[1].Path)}', which are equally near: "
                    + "the first is taken");
        }

        return found.FirstOrDefault()?.Path;
    }

    /// <summary>What errors call a file.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The mapping that a file holds; null, with an error, if it holds anything else.</summary>
    /// <param name="path">Full path.</param>
    public YamlMap? Load(string path)
    {
        Use(path);
        return _yaml.Load(path, NameOf(path), Errors);
    }

    /// <summary>Reads the file that something refers to, once, whoever refers to it.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="from">Where the reference is; null for a file of the folder itself.</param>
    /// <param name="what">What is expected there, as in <c>component</c>.</param>
    /// <param name="reader">Reads its mapping.</param>
    public T? ReadOnce<T>(string path, SourceLocation? from, string what, Func<YamlMap, string, T?> reader)
        where T : Definition
    {
        // A pipeline of thousands of steps names one file thousands of times.
        if (_read.TryGetValue(path, out var known) && known is T again) return again;
        var name = NameOf(path);
        if (from is not null && !File.Exists(path))
        {
            Errors.Add(from, $"the {what} file '{name}' does not exist");
            return null;
        }

        if (_open.Contains(path))
        {
            var cycle = _open.SkipWhile(file => file != path).Append(path).Select(NameOf);
            Errors.Add(from ?? new SourceLocation(name, 1, 1),
                $"the files refer to each other in a cycle: {string.Join(" -> ", cycle)}");
            return null;
        }

        if (!_read.TryGetValue(path, out var definition))
        {
            _open.Add(path);
            definition = Load(path) is { } map ? reader(map, path) : null;
            _open.Remove(path);
            _read[path] = definition;
        }

        if (definition is null or T) return (T?)definition;
        Errors.Add(from ?? new SourceLocation(name, 1, 1), $"'{name}' describes no {what}");
        return null;
    }

    public static string PathFrom(string file, string relative)
    {
        if (relative.StartsWith("file:", StringComparison.Ordinal)) relative = relative[5..];
        // No file can have the character U+0000 in its name: nothing will be found there, and that is what the reader says.
        relative = relative.Replace('\0', '\uFFFD');
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(relative, Path.GetDirectoryName(file)!));
    }

    // Mistakes in a file are reported when it is read for what it is, not while looking around.
    private FolderFile? Inspect(string path) =>
        _yaml.Load(path, NameOf(path), new ErrorList()) is { } map ? FolderFile.Of(path, map) : null;
}
