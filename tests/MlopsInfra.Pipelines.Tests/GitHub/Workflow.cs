using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.GitHub;

/// <summary>A workflow of GitHub Actions.</summary>
internal sealed record Workflow(string Path, YamlMappingNode Root)
{
    public static IReadOnlyList<Workflow> All { get; } =
        [.. Repository.YamlFiles(".github/workflows").Select(path => new Workflow(path, Yaml.Load(path)))];

    public static Workflow Named(string file) => All.Single(workflow => workflow.Path == $".github/workflows/{file}");

    public IReadOnlyDictionary<string, YamlNode> Triggers => Root.Map("on");

    public IReadOnlyDictionary<string, YamlNode> Jobs => Root.Map("jobs");

    public bool RunsOnPullRequests => Triggers.ContainsKey("pull_request");

    /// <summary>Steps of all jobs, with their job.</summary>
    public IEnumerable<(YamlNode Job, YamlNode Step)> Steps =>
        Jobs.Values.SelectMany(job => job.List("steps").Select(step => (job, step)));

    public override string ToString() => Path;
}
