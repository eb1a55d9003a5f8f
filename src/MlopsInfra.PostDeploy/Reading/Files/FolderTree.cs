using System.IO.Enumeration;
using MlopsInfra.Formats.Files;

namespace MlopsInfra.PostDeploy.Reading.Files;

/// <summary>
/// The YAML files of a folder and of those below it. They are looked at when a name is looked up, and not before.
/// </summary>
/// <param name="root">Full path of the folder.</param>
/// <param name="inspect">Finds out what a file describes; null if it is no YAML.</param>
internal sealed class FolderTree(string root, Func<string, FolderFile?> inspect)
{
    private readonly Dictionary<string, FolderFile?> _files = new(StringComparer.Ordinal);
    private ILookup<string, string>? _byName;

    /// <summary>The YAML files directly in a folder, in the order of their names.</summary>
    /// <param name="folder">Full path.</param>
    public static IReadOnlyList<string> FilesIn(string folder) => YamlFiles(folder, below: false);

    /// <summary>The YAML files in the folders below, in the order of their paths.</summary>
    /// <param name="folder">Full path.</param>
    public static IReadOnlyList<string> FilesBelow(string folder) => YamlFiles(folder, below: true);

    /// <summary>What a file describes; null if it is no YAML.</summary>
    /// <param name="path">Full path.</param>
    public FolderFile? Inspect(string path)
    {
        if (!_files.TryGetValue(path, out var file)) _files[path] = file = inspect(path);
        return file;
    }

    /// <summary>The files that describe something of a name, those first that are nearest to another file.</summary>
    /// <param name="name">The name.</param>
    /// <param name="from">Full path of the other file.</param>
    public IEnumerable<FolderFile> Named(string name, string from)
    {
        _byName ??= YamlFiles(root, below: true).Select(FileHead.Of).ToLookup(NameOf, head => head.Path, StringComparer.Ordinal);
        return _byName[name].Select(Inspect).OfType<FolderFile>().Where(file => file.Name == name)
            .OrderBy(file => Distance(file.Path, from)).ThenBy(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>How many folders two files do not have in common.</summary>
    /// <param name="path">Full path of the one.</param>
    /// <param name="other">Full path of the other.</param>
    public static int Distance(string path, string other)
    {
        var (one, two) = (path.Split(Path.DirectorySeparatorChar)[..^1], other.Split(Path.DirectorySeparatorChar)[..^1]);
        var common = one.Zip(two).TakeWhile(pair => pair.First == pair.Second).Count();
        return one.Length + two.Length - (2 * common);
    }

    private string NameOf(FileHead head) =>
        head.Word("name") ?? (head.MayHave("name") ? Inspect(head.Path)?.Name ?? "" : "");

    private static List<string> YamlFiles(string folder, bool below)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = below,
            // Hidden folders are those of tools: of Git, of Python's environments.
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
            IgnoreInaccessible = true,
        };
        var files = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsYaml(entry.FileName),
            // A link may lead back up.
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        // Git keeps no pipes, sockets and devices, and who opens one may wait for ever.
        return [.. files.Where(file => FileNode.Special(file) is null).Order(StringComparer.Ordinal)];
    }

    private static bool IsYaml(ReadOnlySpan<char> name) =>
        name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);
}
