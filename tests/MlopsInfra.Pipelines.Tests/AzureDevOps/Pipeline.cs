using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.AzureDevOps;

/// <summary>A pipeline of Azure Pipelines with its templates expanded.</summary>
internal sealed record Pipeline(string Path, YamlMappingNode Root)
{
    private const string Folder = "pipelines/azure-devops";

    /// <summary>The files that are pipelines, not templates.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Repository.YamlFiles(Folder).Where(path => !path.Contains("/templates/", StringComparison.Ordinal))];

    public static IReadOnlyList<Pipeline> All => [.. Files.Select(path => new Pipeline(path, TemplateExpander.Expand(path)))];

    public static Pipeline Named(string file) => All.Single(pipeline => pipeline.Path == $"{Folder}/{file}");

    public IReadOnlyList<YamlNode> Stages => Root.List("stages");

    public IEnumerable<YamlNode> Jobs => Stages.SelectMany(stage => stage.List("jobs")).Concat(Root.List("jobs"));

    /// <summary>Steps of all jobs, with their job; those of a deployment are in its strategy.</summary>
    public IEnumerable<(YamlNode Job, YamlNode Step)> Steps => Jobs.SelectMany(job =>
        job.List("steps").Concat(job.Get("strategy")?.Get("runOnce")?.Get("deploy")?.List("steps") ?? [])
            .Select(step => (job, step)));

    /// <summary>The command of a step; null if it has none.</summary>
    public static string? Command(YamlNode step) =>
        step.Text("bash") ?? step.Text("script") ?? step.Get("inputs")?.Text("inlineScript");

    public override string ToString() => Path;
}
