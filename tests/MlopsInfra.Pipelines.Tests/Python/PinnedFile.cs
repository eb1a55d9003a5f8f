using System.Text.RegularExpressions;

namespace MlopsInfra.Pipelines.Tests.Python;

/// <summary>The Python packages that a file of the repository pins.</summary>
/// <param name="Path">The file, from the root.</param>
/// <param name="Pins">Package and version, as the file says them.</param>
internal sealed partial record PinnedFile(string Path, IReadOnlyList<KeyValuePair<string, string>> Pins)
{
    // What is generated, and recorded YAML, which is compared and never installed.
    private static readonly string[] Others =
        ["artifacts", "bin", "obj", "node_modules", ".git", ".mlops", "PublishCases", "AutoMlSteps"];
    private static readonly string[] Text = [".yml", ".yaml", ".md", ".txt", ".toml", ".cfg", ".py", ".sh", ".in", ""];

    /// <summary>Whether it is an environment of Conda: what it names without a version, Azure would take at any.</summary>
    public bool IsCondaFile => System.IO.Path.GetFileName(Path) is "conda.yml" or "conda.yaml";

    /// <summary>Every file that pins something.</summary>
    public static IReadOnlyList<PinnedFile> All() =>
        [.. Files(new DirectoryInfo(Repository.Root)).Select(Read).Where(file => file.Pins.Count > 0 || file.IsCondaFile)
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>The pins of a text: <c>name==1.2</c> for pip, and <c>- name=1.2</c> for Conda.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string text, bool isCondaFile) =>
    [
        .. Pip().Matches(text).Concat(isCondaFile ? Conda().Matches(text) : [])
            .Select(match => KeyValuePair.Create(match.Groups["name"].Value.ToLowerInvariant().Replace('_', '-'),
                match.Groups["version"].Value)),
    ];

    /// <summary>What an environment of Conda names without a version, besides Python's own installer.</summary>
    public static IReadOnlyList<string> Unpinned(string text) =>
        [.. Bare().Matches(text).Select(match => match.Groups["name"].Value).Where(name => name is not ("pip" or "conda-forge"))];

    private static PinnedFile Read(FileInfo file)
    {
        var path =
            System.IO.Path.GetRelativePath(Repository.Root, file.FullName).Replace(System.IO.Path.DirectorySeparatorChar, '/');
        return new PinnedFile(path, Read(File.ReadAllText(file.FullName), file.Name is "conda.yml" or "conda.yaml"));
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => Text.Contains(file.Extension))
        .Concat(folder.EnumerateDirectories().Where(inner => !Others.Contains(inner.Name) && inner.LinkTarget is null)
            .SelectMany(Files));

    [GeneratedRegex(@"(?<![\w.$-])(?<name>[A-Za-z][\w.-]*)(\[[\w,]+\])?==(?<version>\d[\w.]*\w)")]
    private static partial Regex Pip();

    [GeneratedRegex(@"^\s*- (?<name>[A-Za-z][\w.-]*)=(?<version>\d[\w.]*)\s*$", RegexOptions.Multiline)]
    private static partial Regex Conda();

    [GeneratedRegex(@"^\s*- (?<name>[A-Za-z][\w.-]*)\s*(?:[<>~!]=?[^\n]*)?$", RegexOptions.Multiline)]
    private static partial Regex Bare();
}
