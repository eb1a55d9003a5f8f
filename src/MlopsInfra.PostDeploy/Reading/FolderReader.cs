using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>What all readers of one folder share: its files, what was read already, and the mistakes.</summary>
internal sealed class FolderReader
{
    private readonly Dictionary<string, Definition?> _read = [];
    private readonly List<string> _open = [];
    private readonly YamlFiles _yaml = new();

    public FolderReader(string root)
    {
        Root = root;
        Uploads = new UploadReader(this);
        Files = [.. YamlFilesBelow(root).Select(Inspect).OfType<FolderFile>()];
    }

    public string Root { get; }

    /// <summary>Takes in the local files that are uploaded along.</summary>
    public UploadReader Uploads { get; }

    public ErrorList Errors { get; } = new();

    /// <summary>Computes that stand for those which the files name: bare names, as the user maps them.</summary>
    public IReadOnlyDictionary<string, string> Computes { get; init; } = new Dictionary<string, string>();

    /// <summary>Every YAML file below the folder, in order of path.</summary>
    public IReadOnlyList<FolderFile> Files { get; }

    /// <summary>Files of a kind directly in the folder.</summary>
    public IEnumerable<FolderFile> TopLevel(params FileKind[] kinds) =>
        Files.Where(file => kinds.Contains(file.Kind) && Path.GetDirectoryName(file.Path) == Root);

    /// <summary>Reports the files directly in the folder that are no YAML: one of them may be the pipeline.</summary>
    public void ReportUnreadable()
    {
        foreach (var path in YamlFilesBelow(Root)
            .Where(path => Path.GetDirectoryName(path) == Root && Files.All(file => file.Path != path)))
        {
            Load(path);
        }
    }

    /// <summary>What errors call a file.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The mapping that a file holds; null, with an error, if it holds anything else.</summary>
    /// <param name="path">Full path.</param>
    public YamlMap? Load(string path) => _yaml.Load(path, NameOf(path), Errors);

    /// <summary>Reads the file that something refers to, once, whoever refers to it.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="from">Where the reference is; null for a file of the folder itself.</param>
    /// <param name="what">What is expected there, as in <c>component</c>.</param>
    /// <param name="reader">Reads its mapping.</param>
    public T? ReadOnce<T>(string path, SourceLocation? from, string what, Func<YamlMap, string, T?> reader)
        where T : Definition
    {
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
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(relative, Path.GetDirectoryName(file)!));
    }

    // Mistakes in a file are reported when it is read for what it is, not while looking around.
    private FolderFile? Inspect(string path) =>
        _yaml.Load(path, NameOf(path), new ErrorList()) is { } map ? FolderFile.Of(path, map) : null;

    private static IEnumerable<string> YamlFilesBelow(string root) =>
        Directory.EnumerateFiles(root, "*.y*ml", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yml" or ".yaml")
            .Order(StringComparer.Ordinal);
}
