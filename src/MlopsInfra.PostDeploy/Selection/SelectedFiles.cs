using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Selection;

/// <summary>The files that a selection publishes, by what becomes of them.</summary>
internal sealed record SelectedFiles
{
    /// <summary>The pipeline behind the endpoint; null if there is none, or if the deployment names it.</summary>
    public FolderFile? Pipeline { get; init; }

    /// <summary>The deployment of the pipeline.</summary>
    public FolderFile? Deployment { get; init; }

    /// <summary>The batch endpoint.</summary>
    public FolderFile? Endpoint { get; init; }

    /// <summary>What else is published, in the order of the paths.</summary>
    public IReadOnlyList<FolderFile> Others { get; init; } = [];

    /// <summary>Files of the folder that are not published unless something refers to them, with the reasons.</summary>
    public IReadOnlyList<(string Path, UnpublishedFile File)> Left { get; init; } = [];

    /// <summary>The files of a selection.</summary>
    /// <param name="folder">The folder; takes the mistakes.</param>
    /// <param name="selection">What the user named.</param>
    public static SelectedFiles Of(FolderReader folder, FolderSelection selection)
    {
        var left = new List<(string, UnpublishedFile)>();
        var files = new List<FolderFile>();
        foreach (var path in selection.IsWhole ? FolderTree.FilesIn(selection.Root) : selection.Entries)
        {
            if (folder.Tree.Inspect(path) is not { } file) Unreadable(folder, selection, path, left);
            else if (FileReason.Of(file) is not { } reason) files.Add(file);
            else if (selection.IsWhole) left.Add((path, Unpublished(folder, file, reason)));
            else folder.Errors.Add(Top(folder, path), $"this file can't be published: {reason}");
        }

        var endpoints = new EndpointChoice(folder, files);
        if (!selection.IsWhole) files.AddRange(endpoints.Beside());
        endpoints.CheckOnce();
        var choice = new PipelineChoice(folder, selection, files);
        var (pipeline, deployment) = choice.Make();
        foreach (var file in files.Where(file => file.Kind == FileKind.PipelineJob && file != pipeline))
            left.Add((file.Path,
                Unpublished(folder, file, choice.IsScheduled(file)
                    ? "a schedule runs it, and is published"
                    : "another pipeline is behind the endpoint; naming this file publishes it")));
        return new SelectedFiles
        {
            Pipeline = pipeline,
            Deployment = deployment,
            Endpoint = choice.Endpoint(pipeline ?? deployment),
            Others = [.. files.Where(file => file != pipeline && !PipelineChoice.IsPartOfDeploying(file)
                && file.Kind != FileKind.PipelineJob)],
            Left = left,
        };
    }

    // Whatever else lies in the folder is no reason to stop; a file that says that it is one of Azure's is.
    private static void Unreadable(
        FolderReader folder, FolderSelection selection, string path, List<(string, UnpublishedFile)> left)
    {
        var errors = new ErrorList();
        YamlFile.Read(path, folder.NameOf(path), errors);
        var head = FileHead.Of(path);
        if (!selection.IsWhole || SchemaKinds.Of(head.Word("$schema")) is not null || head.Word("type") is "pipeline" or "command"
            || IsMeant(path))
            folder.Load(path);
        else
            left.Add((path, new UnpublishedFile(folder.NameOf(path), FileReason.Word(FileKind.Other), errors.First)));
    }

    private static bool IsMeant(string path) =>
        Path.GetFileNameWithoutExtension(path).ToLowerInvariant() is "pipeline" or "deployment" or "endpoint";

    private static UnpublishedFile Unpublished(FolderReader folder, FolderFile file, string reason) =>
        new(folder.NameOf(file.Path), FileReason.Word(file.Kind), reason);

    private static SourceLocation Top(FolderReader folder, string path) => new(folder.NameOf(path), 1, 1);
}
