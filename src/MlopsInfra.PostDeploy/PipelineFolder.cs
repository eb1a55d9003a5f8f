using MlopsInfra.PostDeploy.Definitions;
using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Selection;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy;

/// <summary>
/// Standard YAML files of Azure Machine Learning v2, a whole folder or some of them, with everything they refer to: a pipeline
/// with its batch endpoint and deployment, data assets, models, environments, components, schedules. Read and checked as a
/// whole, without asking Azure for anything.
/// </summary>
public sealed class PipelineFolder
{
    private PipelineFolder(string path, FolderContents contents)
    {
        Path = path;
        Contents = contents;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Name of the pipeline, as it is registered; of what is published instead if there is no pipeline.</summary>
    public string PipelineName => Contents.Name;

    /// <summary>What Azure takes but is likely not what was meant, in the order of files and lines.</summary>
    public IReadOnlyList<PipelineError> Warnings { get; private init; } = [];

    /// <summary>
    /// The YAML files directly in a folder that are not published with it and that nothing refers to, in the order of their
    /// names; none where files are named, which are published or refused.
    /// </summary>
    public IReadOnlyList<UnpublishedFile> NotPublished { get; private init; } = [];

    internal FolderContents Contents { get; }

    /// <summary>Reads a folder, or files.</summary>
    /// <param name="path">
    /// A folder: all that lies directly in it is published, or the entries that the options name. Or a file: it is published,
    /// with the descriptions of its endpoint and its deployment that lie beside it. Whatever a published file refers to is
    /// published along; names are looked up in the folder and below it.
    /// </param>
    /// <param name="options">What of the folder is published; null for all of it.</param>
    /// <exception cref="PipelineFolderException">There is no such file or folder, nothing in it to publish, or mistakes in the
    /// files: all of them, each with file, line and column.</exception>
    public static PipelineFolder Read(string path, PipelineFolderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new PipelineFolderOptions();
        var selection = FolderSelection.Of(path, options.Entries);
        var folder = new FolderReader(selection.Root) { Computes = options.Computes };
        var files = SelectedFiles.Of(folder, selection);
        // A wrong choice is the better explanation of what follows from it.
        folder.Errors.ThrowIfAny();
        var contents = new ContentsReader(folder, files).Read();
        if (contents.IsEmpty) throw new PipelineFolderException(Nothing(path, folder, files));
        CheckComputes(folder, path);
        return new PipelineFolder(selection.Root, contents)
        {
            Warnings = folder.Errors.Warnings,
            NotPublished =
            [
                .. files.Left.Where(left => !folder.IsUsed(left.Path)).Select(left => left.File)
                    .OrderBy(left => left.File, StringComparer.Ordinal),
            ],
        };
    }

    private static string Nothing(string path, FolderReader folder, SelectedFiles files)
    {
        var found = files.Left.Count == 0
            ? $"it holds no YAML files{Below(folder)}"
            : string.Join("; ", files.Left.Select(left => $"{left.File.File}: {left.File.Reason}"));
        return $"there is nothing to publish in '{path}': expected a YAML file with 'type: pipeline', such as pipeline.yml, or "
            + $"of another kind that is published ({found})";
    }

    // A repository's pipelines often lie in folders below; pipelines are named before what they refer to.
    private static string Below(FolderReader folder)
    {
        string[] published =
        [
            .. FolderTree.FilesBelow(folder.Root).Select(folder.Tree.Inspect).OfType<FolderFile>()
                .Where(file => FileReason.Of(file) is null)
                .OrderBy(file => file.Kind is FileKind.PipelineJob or FileKind.PipelineComponent ? 0 : 1)
                .Select(file => folder.NameOf(file.Path)),
        ];
        return published is [var first, ..]
            ? $"; those below it can be named, as in --entry {first}" : "";
    }

    // One list of mappings may serve many pipelines, so a mapping that nothing needs is no mistake; most likely it is a misspelt
    // one.
    private static void CheckComputes(FolderReader folder, string path)
    {
        var place = new SourceLocation(System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path)), 1, 1);
        foreach (var name in folder.Computes.Keys.Except(folder.NamedComputes))
        {
            var known = folder.NamedComputes.Count == 0 ? "none" : string.Join(", ", folder.NamedComputes);
            folder.Errors.Warn(place,
                $"nothing names the compute '{name}', which is mapped to '{folder.Computes[name]}'; computes that are named: "
                    + $"{known}");
        }
    }
}
