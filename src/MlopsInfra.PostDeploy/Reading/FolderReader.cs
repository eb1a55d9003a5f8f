using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Reading;

/// <summary>What all readers of one folder share: its files, what was read already, and the mistakes.</summary>
internal sealed class FolderReader
{
    private readonly Dictionary<string, Definition?> _read = [];
    private readonly Dictionary<string, CodeSnapshot> _snapshots = [];
    private readonly List<string> _open = [];

    public FolderReader(string root)
    {
        Root = root;
        Files = [.. YamlFilesBelow(root).Select(FolderFile.Inspect).OfType<FolderFile>()];
    }

    public string Root { get; }

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
            YamlFile.Load(path, NameOf(path), Errors);
        }
    }

    /// <summary>What errors call a file.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

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
            definition = YamlFile.Load(path, name, Errors) is { } map ? reader(map, path) : null;
            _open.Remove(path);
            _read[path] = definition;
        }

        if (definition is null or T) return (T?)definition;
        Errors.Add(from ?? new SourceLocation(name, 1, 1), $"'{name}' describes no {what}");
        return null;
    }

    /// <summary>The files below a code folder; null, with an error, if they cannot be had.</summary>
    public CodeSnapshot? Snapshot(YamlMap map, string file)
    {
        if (map.Text("code") is not { } code) return null;
        var location = map.At("code");
        if (code.StartsWith("azureml:", StringComparison.Ordinal) || code.Contains("://", StringComparison.Ordinal))
        {
            Errors.Add(location, $"'code' is '{code}'; only a folder or file beside the YAML is taken");
            return null;
        }

        var path = PathFrom(file, code);
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            Errors.Add(location, $"the code folder '{code}' does not exist");
            return null;
        }

        var extras = Includes(map, file);
        var key = string.Join('\0', [path, .. extras]);
        if (!_snapshots.TryGetValue(key, out var snapshot)) _snapshots[key] = snapshot = CodeSnapshot.Take(path, extras);
        if (snapshot.Files.Count > 0) return snapshot;
        Errors.Add(location, $"the code folder '{code}' has no files that are not ignored");
        return null;
    }

    public static string PathFrom(string file, string relative)
    {
        if (relative.StartsWith("file:", StringComparison.Ordinal)) relative = relative[5..];
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(relative, Path.GetDirectoryName(file)!));
    }

    private List<string> Includes(YamlMap map, string file)
    {
        List<string> extras = [];
        if (map.Node("additional_includes") is not YamlDotNet.RepresentationModel.YamlSequenceNode list) return extras;
        foreach (var item in list.Children)
        {
            var text = (item as YamlDotNet.RepresentationModel.YamlScalarNode)?.Value ?? "";
            var path = PathFrom(file, text);
            if (File.Exists(path) || Directory.Exists(path)) extras.Add(path);
            else Errors.Add(map.At(item), $"'additional_includes' names '{text}', which does not exist");
        }

        return extras;
    }

    private static IEnumerable<string> YamlFilesBelow(string root) =>
        Directory.EnumerateFiles(root, "*.y*ml", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yml" or ".yaml")
            .Order(StringComparer.Ordinal);
}
