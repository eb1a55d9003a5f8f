using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Selection;

/// <summary>Which online endpoints belong to the deployments that are named, and which files describe the same thing.</summary>
/// <param name="folder">The folder; takes the mistakes.</param>
/// <param name="files">The files that are published.</param>
internal sealed class EndpointChoice(FolderReader folder, IReadOnlyList<FolderFile> files)
{
    /// <summary>
    /// The files beside the online deployments that describe their endpoints: one that is named alone is published to its own.
    /// </summary>
    public IReadOnlyList<FolderFile> Beside() =>
    [
        .. files.Where(file => file.Kind == FileKind.OnlineDeployment).Select(Beside).OfType<FolderFile>()
            .DistinctBy(file => file.Path),
    ];

    /// <summary>Refuses two files of one online endpoint, or of one deployment: the later would undo the earlier.</summary>
    public void CheckOnce()
    {
        var named = files.Where(file => file.Name.Length > 0 && IsOfEndpoint(file))
            .GroupBy(file => (file.Kind, file.Endpoint?.ToLowerInvariant(), file.Name.ToLowerInvariant()));
        foreach (var same in named)
        {
            foreach (var second in same.Skip(1))
            {
                var first = folder.NameOf(same.First().Path);
                folder.Errors.Add(new SourceLocation(folder.NameOf(second.Path), 1, 1),
                    $"'{second.Name}' is described in '{first}', too: name the file that is meant, as in --entry {first}");
            }
        }
    }

    private static bool IsOfEndpoint(FolderFile file) =>
        file.Kind is FileKind.OnlineEndpoint or FileKind.OnlineDeployment
        || (file.Kind == FileKind.BatchDeployment && !PipelineChoice.IsPartOfDeploying(file));

    private FolderFile? Beside(FolderFile deployment)
    {
        if (files.Any(file => IsOf(file, deployment))) return null;
        FolderFile[] beside = [.. FolderTree.FilesIn(Path.GetDirectoryName(deployment.Path)!)
            .Where(path => path != deployment.Path).Select(folder.Tree.Inspect).OfType<FolderFile>()
            .Where(file => IsOf(file, deployment))];
        return beside.Length == 1 ? beside[0] : beside.FirstOrDefault(file =>
            Path.GetFileNameWithoutExtension(file.Path).Equals("endpoint", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOf(FolderFile file, FolderFile deployment) =>
        file.Kind == FileKind.OnlineEndpoint && file.Name.Equals(deployment.Endpoint, StringComparison.OrdinalIgnoreCase);
}
