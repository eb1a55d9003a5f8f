using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Selection;

/// <summary>What the user named: a folder, or files.</summary>
/// <param name="Root">Full path of the folder in whose tree names are looked up.</param>
/// <param name="Entries">Full paths of the files that were named; none where all that lies in the folder is meant.</param>
internal sealed record FolderSelection(string Root, IReadOnlyList<string> Entries)
{
    /// <summary>Whether all that lies directly in the folder is published.</summary>
    public bool IsWhole => Entries.Count == 0;

    /// <summary>What a path and options name.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="entries">Files of the folder.</param>
    /// <exception cref="PipelineFolderException">There is no such file or folder.</exception>
    public static FolderSelection Of(string path, IReadOnlyList<string> entries)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(full))
            return new FolderSelection(full, [.. entries.Select(entry => EntryIn(full, path, entry)).Distinct()]);
        if (!IsFile(full, path)) throw new PipelineFolderException($"there is no file or folder '{path}'");
        if (entries.Count > 0)
            throw new PipelineFolderException($"'{path}' is a file; an entry ('{entries[0]}') is named in a folder");
        return new FolderSelection(Path.GetDirectoryName(full)!, [full]);
    }

    private static string EntryIn(string root, string path, string entry)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(entry, root));
        if (Directory.Exists(full))
            throw new PipelineFolderException($"the entry '{entry}' is a folder; expected a file in '{path}'");
        if (IsFile(full, entry)) return full;
        var known = FolderTree.FilesIn(root).Select(file => Path.GetFileName(file)).ToArray();
        var proposal = NearestWord.Of(entry, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        throw new PipelineFolderException($"there is no file '{entry}' in '{path}'{proposal}");
    }

    // A link counts as a file for the system, wherever it leads.
    private static bool IsFile(string full, string name)
    {
        var file = new FileInfo(full);
        if (file.LinkTarget is { } target && !File.Exists(Path.GetFullPath(target, Path.GetDirectoryName(full)!)))
            throw new PipelineFolderException($"'{name}' is a link to '{target}', which does not exist");
        return file.Exists;
    }
}
