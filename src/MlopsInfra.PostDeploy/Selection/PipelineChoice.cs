using MlopsInfra.PostDeploy.Reading;
using MlopsInfra.PostDeploy.Reading.Files;
using MlopsInfra.PostDeploy.Yaml;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.PostDeploy.Selection;

/// <summary>Which pipeline is behind the endpoint, and what is said of its deployment and of the endpoint.</summary>
/// <param name="folder">The folder; takes the mistakes.</param>
/// <param name="selection">What the user named.</param>
/// <param name="files">The files that are published.</param>
internal sealed class PipelineChoice(FolderReader folder, FolderSelection selection, IReadOnlyList<FolderFile> files)
{
    private static readonly string[] ReferenceKeys = ["component", "job", "create_job", "job_definition", "body"];

    /// <summary>Whether a file is a batch endpoint, or a deployment of a pipeline to one.</summary>
    public static bool IsPartOfDeploying(FolderFile file) => file.Kind == FileKind.BatchEndpoint || IsPipelineDeployment(file);

    /// <summary>
    /// The pipeline, null where the deployment names it or there is none; and the deployment, null for defaults.
    /// </summary>
    public (FolderFile? Pipeline, FolderFile? Deployment) Make()
    {
        FolderFile[] deployments = [.. files.Where(IsPipelineDeployment)];
        FolderFile[] pipelines = [.. files.Where(file => file.Kind is FileKind.PipelineComponent or FileKind.PipelineJob)];
        if (!selection.IsWhole && deployments.Length == 0 && pipelines is [var named])
            deployments = [.. Beside(named, IsPipelineDeployment).Where(file => RefersTo(file, named))];
        var deployment = Only(deployments, "deployments of pipelines");
        if (deployment is not null && (deployment.Map.Has("component") || deployment.Map.Has("job_definition")))
        {
            return (selection.IsWhole || pipelines is not [var other] || RefersTo(deployment, other)
                ? null : Differ(deployment, other), deployment);
        }

        return (deployments.Length > 1 ? null : Choose(pipelines), deployment);
    }

    /// <summary>What is said of the endpoint; null for nothing.</summary>
    /// <param name="deployed">The pipeline, or its deployment; null if no pipeline is deployed.</param>
    public FolderFile? Endpoint(FolderFile? deployed)
    {
        FolderFile[] endpoints = [.. files.Where(file => file.Kind == FileKind.BatchEndpoint)];
        if (selection.IsWhole || endpoints.Length > 0 || deployed is null) return Only(endpoints, "batch endpoints");
        FolderFile[] beside = [.. Beside(deployed, file => file.Kind == FileKind.BatchEndpoint)];
        return beside.Length == 1 ? beside[0] : beside.FirstOrDefault(file =>
            Path.GetFileNameWithoutExtension(file.Path).Equals("endpoint", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPipelineDeployment(FolderFile file) =>
        file.Kind == FileKind.BatchDeployment
        && (file.Type is { } type ? type == "pipeline" : !file.Map.Has("model"));

    /// <summary>Whether a schedule runs a file, which then is published with it.</summary>
    public bool IsScheduled(FolderFile file) =>
        files.Any(schedule => schedule.Kind == FileKind.Schedule && RefersTo(schedule, file));

    private FolderFile? Choose(FolderFile[] pipelines)
    {
        // A pipeline that is a step of another, or that a schedule runs, is published with what refers to it.
        FolderFile[] whole = [.. pipelines.Where(file => !pipelines.Any(other => other != file && Reaches(other, file)))];
        FolderFile[] free = [.. whole.Where(file => !IsScheduled(file))];
        if (free.Length > 0) return Only(free, "pipelines");
        // What is said of an endpoint or a deployment is said of a pipeline behind it.
        return files.Any(IsPartOfDeploying) ? Only(whole, "pipelines") : null;
    }

    private FolderFile? Only(FolderFile[] found, string what)
    {
        if (found.Length < 2) return found.FirstOrDefault();
        var names = found.Select(file => folder.NameOf(file.Path)).ToArray();
        folder.Errors.Add(new SourceLocation(names[1], 1, 1),
            $"there are several {what} here ({string.Join(", ", names)}) and one endpoint: name the file that is meant, as in "
                + $"--entry {names[0]}");
        return null;
    }

    private FolderFile? Differ(FolderFile deployment, FolderFile pipeline)
    {
        folder.Errors.Add(new SourceLocation(folder.NameOf(deployment.Path), 1, 1),
            $"the deployment is of another pipeline than '{folder.NameOf(pipeline.Path)}': name one of the two files");
        return null;
    }

    private IEnumerable<FolderFile> Beside(FolderFile file, Func<FolderFile, bool> isWanted) =>
        FolderTree.FilesIn(Path.GetDirectoryName(file.Path)!)
            .Where(path => path != file.Path && MayDeploy(path))
            .Select(folder.Tree.Inspect).OfType<FolderFile>().Where(isWanted);

    // The keys of what is looked for here: only such files are worth parsing.
    private static bool MayDeploy(string path)
    {
        if (Path.GetFileNameWithoutExtension(path).ToLowerInvariant() is "deployment" or "endpoint") return true;
        var head = FileHead.Of(path);
        return head.MayHave("endpoint_name") || head.MayHave("auth_mode")
            || SchemaKinds.Of(head.Word("$schema")) is FileKind.BatchDeployment or FileKind.BatchEndpoint;
    }

    /// <summary>Whether a file names another one, by its path or by the name that it describes.</summary>
    private static bool RefersTo(FolderFile file, FolderFile other) =>
        References(file.Map.Root).Any(text => text.StartsWith("azureml:", StringComparison.Ordinal)
            ? other.Name.Length > 0 && text["azureml:".Length..].Split(':', '@')[0] == other.Name
            : PathOf(file, text) == other.Path);

    // A step two levels down may lie in the folder of the pipeline again.
    private bool Reaches(FolderFile file, FolderFile other)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { file.Path };
        var open = new Queue<FolderFile>([file]);
        while (open.TryDequeue(out var next))
        {
            if (RefersTo(next, other)) return true;
            foreach (var path in References(next.Map.Root).Select(text => PathOf(next, text)).OfType<string>())
                if (seen.Add(path) && File.Exists(path) && folder.Tree.Inspect(path) is { } referred) open.Enqueue(referred);
        }

        return false;
    }

    private static string? PathOf(FolderFile file, string text)
    {
        try
        {
            return text.StartsWith("azureml:", StringComparison.Ordinal) ? null : FolderReader.PathFrom(file.Path, text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> References(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(entry =>
            entry.Value is YamlScalarNode { Value.Length: > 0 } scalar
                && entry.Key is YamlScalarNode { Value: { } key } && ReferenceKeys.Contains(key)
                ? [scalar.Value] : References(entry.Value)),
        YamlSequenceNode list => list.Children.SelectMany(References),
        _ => [],
    };
}
