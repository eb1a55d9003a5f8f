using System.Text.RegularExpressions;

namespace MlopsInfra.Pipelines.Tests.GitHub;

/// <summary>
/// What must hold so that a pull request, a tag that moved or a stolen token can't reach the cloud (checkov CKV_GHA_*, OpenSSF
/// Scorecard).
/// </summary>
public sealed partial class WorkflowSecurityTests
{
    [Fact]
    public void Every_action_is_pinned_by_a_full_commit_with_its_version_in_a_comment()
    {
        var uses = Repository.YamlFiles(".github")
            .SelectMany(file => File.ReadLines(Repository.At(file)).Select((line, at) => (File: $"{file}:{at + 1}", Line: line)))
            .Where(line => UsesLine().IsMatch(line.Line) && !line.Line.Contains("uses: ./", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses,
            line => Assert.True(PinnedLine().IsMatch(line.Line),
                $"{line.File}: not pinned as `owner/action@<40 hex digits> # v1.2.3`: {line.Line.Trim()}"));
        var pins = uses.Select(line => PinnedLine().Match(line.Line))
            .GroupBy(match => match.Groups["action"].Value, match => match.Groups["pin"].Value);
        Assert.All(pins,
            action => Assert.True(action.Distinct().Count() == 1,
                $"{action.Key} is pinned to several commits: {string.Join(", ", action.Distinct())}"));
    }

    [Fact]
    public void Workflows_grant_nothing_and_each_job_what_it_needs()
    {
        foreach (var workflow in Workflow.All)
        {
            Assert.True(workflow.Root.Get("permissions") is YamlDotNet.RepresentationModel.YamlMappingNode { Children.Count: 0 },
                $"{workflow}: top-level permissions are not {{}}");
            foreach (var (name, job) in workflow.Jobs)
            {
                var granted = job.Map("permissions").ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
                Assert.True(granted.Count > 0, $"{workflow}, job {name}: says no permissions");
                Assert.All(granted, grant => Assert.True(
                    grant is { Value: "read" } or { Key: "id-token" or "pull-requests" or "issues", Value: "write" },
                    $"{workflow}, job {name}: {grant.Key}: {grant.Value}"));
            }
        }
    }

    [Fact]
    public void Nothing_is_pasted_into_a_script() => Assert.All(
        Workflow.All.SelectMany(workflow => workflow.Steps.Select(step => (workflow, Script: step.Step.Text("run") ?? ""))),
        step => Assert.False(step.Script.Contains("${{", StringComparison.Ordinal),
            $"{step.workflow}: pass it through env: {step.Script}"));

    [Fact]
    public void Forks_get_neither_secrets_nor_an_identity_nor_a_token_that_can_write()
    {
        Assert.All(Workflow.All, workflow => Assert.False(
            workflow.Triggers.ContainsKey("pull_request_target"), $"{workflow} runs a fork's change with the rights of main"));
        foreach (var workflow in Workflow.All.Where(workflow => workflow.RunsOnPullRequests))
        {
            foreach (var (name, job) in workflow.Jobs)
            {
                var trusted = job.Map("permissions").Values.Any(value => value.ToString() == "write")
                    || job.Get("environment") is not null || job.ToString().Contains("secrets.", StringComparison.Ordinal);
                if (!trusted) continue;
                Assert.True(
                    job.Text("if")
                        ?.Contains("github.event.pull_request.head.repo.full_name == github.repository",
                            StringComparison.Ordinal) == true,
                    $"{workflow}, job {name}: has rights or secrets, and does not say that forks are left out");
            }
        }
    }

    [Fact]
    public void What_follows_a_run_follows_only_runs_that_no_pull_request_starts_and_takes_nothing_from_them()
    {
        var followers = Workflow.All.Where(workflow => workflow.Triggers.ContainsKey("workflow_run")).ToList();

        Assert.NotEmpty(followers);
        foreach (var workflow in followers)
        {
            var trigger = workflow.Triggers["workflow_run"];
            Assert.Equal(["main"], trigger.List("branches").Select(branch => branch.ToString()));
            Assert.All(trigger.List("workflows"), name =>
            {
                var followed = Assert.Single(Workflow.All, other => other.Root.Text("name") == name.ToString());
                Assert.Equal(["push", "workflow_dispatch"], followed.Triggers.Keys.Order());
                Assert.Equal(["main"], followed.Triggers["push"].List("branches").Select(branch => branch.ToString()));
            });
            // Neither its commit nor its artifacts; what else is read of it, ModelWayTests plays.
            var text = File.ReadAllText(Repository.At(workflow.Path));
            Assert.DoesNotContain("head_sha", text, StringComparison.Ordinal);
            Assert.DoesNotContain("head_branch", text, StringComparison.Ordinal);
            Assert.DoesNotContain("download-artifact", text, StringComparison.Ordinal);
            Assert.Contains("head_repository.full_name == github.repository", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_job_that_may_comment_runs_the_base_s_script_not_the_pull_request_s()
    {
        var writers = Workflow.All.SelectMany(workflow => workflow.Jobs.Values)
            .Where(job => job.Get("permissions")?.Text("pull-requests") == "write").ToList();

        Assert.NotEmpty(writers);
        Assert.All(writers, job => Assert.Equal("${{ github.base_ref }}", Checkout(job).Get("with")?.Text("ref")));
    }

    [Fact]
    public void Checkouts_leave_no_token_behind()
    {
        var checkouts = Workflow.All.SelectMany(workflow => workflow.Steps)
            .Where(step => step.Step.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true).ToList();

        Assert.NotEmpty(checkouts);
        Assert.All(checkouts, step => Assert.Equal("false", step.Step.Get("with")?.Text("persist-credentials")));
    }

    [Fact]
    public void Sign_in_to_Azure_is_by_OpenID_Connect_only()
    {
        var logins = Workflow.All.SelectMany(workflow => workflow.Steps)
            .Where(step => step.Step.Text("uses")?.StartsWith("azure/login@", StringComparison.Ordinal) == true).ToList();

        Assert.NotEmpty(logins);
        Assert.All(logins, login =>
        {
            Assert.Equal(["client-id", "subscription-id", "tenant-id"], login.Step.Map("with").Keys.Order());
            Assert.Equal("write", login.Job.Get("permissions")?.Text("id-token"));
            Assert.NotNull(login.Job.Get("environment"));
        });
    }

    [Fact]
    public void A_release_is_built_from_nothing_against_the_official_packages()
    {
        var release = Workflow.Named("release.yml");

        Assert.Equal("nuget", release.Jobs["pack"].Get("env")?.Text("PulumiSdk"));
        Assert.All(
            release.Steps.Where(step => step.Step.Text("uses") == "./.github/actions/setup"),
            step => Assert.Equal("false", step.Step.Get("with")?.Text("cache")));
        Assert.DoesNotContain("id-token", release.Jobs["pack"].Map("permissions").Keys);
        Assert.Equal(Names.Release, release.Jobs["push"].Text("environment"));
    }

    private static YamlDotNet.RepresentationModel.YamlNode Checkout(YamlDotNet.RepresentationModel.YamlNode job) =>
        job.List("steps").Single(step => step.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true);

    [GeneratedRegex(@"^\s*(- )?uses:")]
    private static partial Regex UsesLine();

    [GeneratedRegex(@"uses: (?<action>[\w-]+/[\w./-]+)@(?<pin>[0-9a-f]{40} # v\d+\.\d+\.\d+)$")]
    private static partial Regex PinnedLine();
}
