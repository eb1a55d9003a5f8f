using System.Text.RegularExpressions;
using MlopsInfra.Components;
using YamlDotNet.RepresentationModel;

namespace MlopsInfra.Pipelines.Tests.GitHub;

/// <summary>
/// What actionlint can't see: references between files, names that exist outside of the repository, time and concurrency.
/// </summary>
public sealed partial class WorkflowStructureTests
{
    [Fact]
    public void A_called_workflow_exists_and_gets_the_inputs_and_secrets_it_declares()
    {
        foreach (var workflow in Workflow.All)
        {
            foreach (var (name, job) in workflow.Jobs.Where(job => job.Value.Text("uses") is not null))
            {
                var called = Workflow.All.SingleOrDefault(other => $"./{other.Path}" == job.Text("uses"));
                Assert.True(called is not null, $"{workflow}, job {name}: there is no {job.Text("uses")}");
                var call = called.Triggers["workflow_call"];
                AssertGiven($"{workflow}, job {name}", call.Map("inputs"), job.Map("with"));
                AssertGiven($"{workflow}, job {name}", call.Map("secrets"), job.Map("secrets"));
                var needed = called.Jobs.Values.SelectMany(inner => inner.Map("permissions"))
                    .Select(grant => $"{grant.Key}: {grant.Value}").Distinct().Order();
                Assert.Equal(needed, job.Map("permissions").Select(grant => $"{grant.Key}: {grant.Value}").Order());
            }
        }
    }

    [Fact]
    public void A_local_action_exists_is_checked_out_and_gets_the_inputs_it_declares()
    {
        foreach (var workflow in Workflow.All)
        {
            foreach (var (job,
                step) in workflow.Steps.Where(step => step.Step.Text("uses")?.StartsWith("./", StringComparison.Ordinal) == true))
            {
                var path = $"{step.Text("uses")![2..]}/action.yml";
                Assert.True(File.Exists(Repository.At(path)), $"{workflow}: there is no {path}");
                AssertGiven(workflow.Path, Yaml.Load(path).Map("inputs"), step.Map("with"));
                var before = job.List("steps").TakeWhile(other => other != step);
                Assert.Contains(before,
                    other => other.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true);
            }
        }
    }

    [Fact]
    public void Every_job_has_a_time_limit_and_every_workflow_a_concurrency_group()
    {
        foreach (var workflow in Workflow.All)
        {
            Assert.All(workflow.Jobs.Where(job => job.Value.Text("uses") is null), job =>
            {
                Assert.True(int.TryParse(job.Value.Text("timeout-minutes"), out var minutes) && minutes is > 0 and <= 180,
                    $"{workflow}, job {job.Key}: no timeout-minutes");
                // Publishing runs where the environment lets it in: PublishingPlaceTests.
                Assert.True(job.Value.Text("runs-on") is "ubuntu-24.04" or "${{ inputs.runner }}",
                    $"{workflow}, job {job.Key}: runs on {job.Value.Text("runs-on")}; an image named latest changes under us");
            });
            var groups = workflow.Root.Get("concurrency") is not null
                || workflow.Jobs.Values.All(job => job.Get("concurrency") is not null);
            Assert.True(groups, $"{workflow}: no concurrency group");
        }
    }

    [Fact]
    public void A_deployment_is_never_cut_off_by_the_next_one() => Assert.All(
        Workflow.All.Where(workflow => !workflow.RunsOnPullRequests).SelectMany(workflow => workflow.Root.Mappings())
            .Select(node => node.Get("concurrency")).OfType<YamlMappingNode>(),
        concurrency => Assert.Equal("false", concurrency.Text("cancel-in-progress")));

    [Theory]
    [InlineData("deploy.yml")]
    [InlineData("train.yml")]
    public void Environments_follow_each_other_after_a_rehearsal(string file)
    {
        var jobs = Workflow.Named(file).Jobs;
        string[] order = ["rehearse", .. Names.Environments];

        Assert.Equal(order, jobs.Keys);
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.Equal(pair.First, jobs[pair.Second].Text("needs")));
        Assert.All(Names.Environments,
            environment => Assert.Equal(environment, jobs[environment].Get("with")?.Text("environment")));
    }

    [Fact]
    public void Environments_variables_and_secrets_are_those_that_the_set_up_creates()
    {
        string[] environments = [.. Names.Environments, Names.Release, "${{ inputs.environment }}"];
        Assert.All(
            Workflow.All.SelectMany(workflow => workflow.Jobs.Values).Select(job => job.Text("environment")).OfType<string>(),
            name => Assert.Contains(name, environments));

        foreach (var workflow in Workflow.All)
        {
            var text = File.ReadAllText(Repository.At(workflow.Path));
            Assert.All(Reference().Matches(text).Where(match => match.Groups[1].Value == "vars"),
                match => Assert.Contains(match.Groups[2].Value, Names.GitHubVariables));
            Assert.All(Reference().Matches(text).Where(match => match.Groups[1].Value == "secrets"),
                match => Assert.Contains(match.Groups[2].Value, Names.GitHubSecrets));
        }
    }

    [Fact]
    public void Everything_that_the_set_up_creates_is_read_by_a_workflow()
    {
        var text = string.Concat(Workflow.All.Select(workflow => File.ReadAllText(Repository.At(workflow.Path))));

        Assert.All(Names.GitHubVariables, name => Assert.Contains($"vars.{name}", text));
        Assert.All(Names.GitHubSecrets, name => Assert.Contains($"secrets.{name}", text));
    }

    [Fact]
    public void The_checks_that_a_pull_request_has_to_pass_are_jobs_that_every_pull_request_runs()
    {
        // What runs only where it is switched on, or comments, would keep a pull request waiting.
        var jobs = Workflow.All.Where(workflow => workflow.RunsOnPullRequests).SelectMany(workflow => workflow.Jobs.Values)
            .Where(job => job.Get("if") is null);

        Assert.Equal(jobs.SelectMany(JobNames).Order(), PipelineNames.RequiredChecks.Order());
    }

    [Fact]
    public void The_actions_that_workflows_use_are_those_that_may_run()
    {
        var used = Workflow.All.SelectMany(workflow => workflow.Steps).Select(step => step.Step.Text("uses")).OfType<string>()
            .Where(action => !action.StartsWith("./", StringComparison.Ordinal)
                && !action.StartsWith("actions/", StringComparison.Ordinal))
            .Select(action => $"{action.Split('@')[0]}@*").Distinct().Order(StringComparer.OrdinalIgnoreCase);

        Assert.Equal(used, PipelineNames.Actions);
    }

    [Fact]
    public void Path_filters_and_dependabot_name_what_exists()
    {
        var filters = Workflow.All.SelectMany(workflow => workflow.Triggers.Values.SelectMany(trigger => trigger.List("paths"))
            .Select(path => path.ToString()));
        foreach (var filter in filters.Where(filter => !filter.StartsWith("Pulumi*", StringComparison.Ordinal)))
        {
            var exists = filter.EndsWith("/**", StringComparison.Ordinal)
                ? Directory.Exists(Repository.At(filter[..^3]))
                : Directory.EnumerateFileSystemEntries(Repository.Root, Path.GetFileName(filter)).Any()
                    || File.Exists(Repository.At(filter));
            Assert.True(exists, $"No file matches the path filter {filter}");
        }

        var updates = Yaml.Load(".github/dependabot.yml").List("updates");
        var folders = updates.SelectMany(update => update.List("directories").Append(update.Get("directory"))).OfType<YamlNode>();
        Assert.All(folders,
            folder => Assert.True(Directory.Exists(Repository.At(folder.ToString().TrimStart('/'))),
                $"dependabot.yml: there is no folder {folder}"));
        Assert.Equal(["github-actions", "npm", "nuget"], updates.Select(update => update.Text("package-ecosystem")).Order());
    }

    /// <summary>The names of a job's checks: one per value of its matrix.</summary>
    private static IEnumerable<string> JobNames(YamlNode job)
    {
        var name = job.Text("name")!;
        return job.Get("strategy")?.Map("matrix") is { Count: > 0 } matrix
            ? matrix.SelectMany(axis => axis.Value.List()
                .Select(value => name.Replace($"${{{{ matrix.{axis.Key} }}}}", value.ToString(), StringComparison.Ordinal)))
            : [name];
    }

    private static void AssertGiven(string where, IReadOnlyDictionary<string, YamlNode> declared,
        IReadOnlyDictionary<string, YamlNode> given)
    {
        Assert.All(given, pair => Assert.True(declared.ContainsKey(pair.Key), $"{where}: '{pair.Key}' is not declared there"));
        var required = declared.Where(pair => pair.Value.Text("required") == "true" && pair.Value.Get("default") is null);
        Assert.All(required,
            pair => Assert.True(given.ContainsKey(pair.Key), $"{where}: '{pair.Key}' is required and not given"));
        Assert.All(given.Where(pair => declared[pair.Key].Text("type") == "boolean"),
            pair => Assert.True(pair.Value.ToString() is "true" or "false",
                $"{where}: '{pair.Key}' is no boolean: {pair.Value}"));
    }

    [GeneratedRegex(@"\b(vars|secrets)\.([A-Z_]+)")]
    private static partial Regex Reference();
}
