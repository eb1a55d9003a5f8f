using Pulumi;
using Pulumi.Github;

namespace MlopsInfra.Components.Tests.Components;

public sealed class GitHubPipelinesTests
{
    private static readonly GitHubOptions Mlops = new() { Owner = "contoso", Repository = "mlops" };

    private static MlopsEnvironmentArgs Args(GitHubOptions options, PipelineOptions? pipelines = null, string environment = "dev",
        DeploymentOptions? deployment = null) => new()
    {
        Workload = "mlops",
        Environment = environment,
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Pipelines = pipelines ?? new PipelineOptions(),
        GitHub = options,
        Deployment = deployment,
    };

    private static IEnumerable<string> Problems(MlopsEnvironmentArgs args) =>
        args.FindProblems().Select(problem => problem.Argument);

    [Fact]
    public async Task Jobs_of_the_environment_sign_in_as_its_identities_and_are_given_their_client_ids()
    {
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(Mlops), root));

        foreach (var identity in (string[])["deploy", "publish", "release"])
        {
            Assert.Equal("repo:contoso/mlops:environment:dev", mocks.Resources[$"it-{identity}-github"].At("subject"));
            Assert.Equal("https://token.actions.githubusercontent.com", mocks.Resources[$"it-{identity}-github"].At("issuer"));
        }

        string[] clientIds = [PipelineNames.ClientId, PipelineNames.PublishClientId, PipelineNames.ReleaseClientId];
        Assert.Equal(3, clientIds.Select(id => mocks.Resources[$"it-github-dev-{id}"].At("value")).Distinct().Count());
        Assert.Equal(AzureMocks.TenantId, mocks.Resources["it-github-dev-AZURE_TENANT_ID"].At("value"));
    }

    [Fact]
    public async Task A_repository_is_trusted_only_after_its_environment_is_there()
    {
        // The subject comes out of the environment: a token that can't administer the repository gets no identity to trust it.
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(Mlops), root));
        var order = mocks.Order.ToList();
        Assert.True(order.IndexOf("it-github-dev") < order.IndexOf("it-deploy-github"));
    }

    [Fact]
    public async Task One_stack_manages_what_environments_share_and_the_others_use_it()
    {
        var (used, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(Mlops), root));
        var (managed, _) =
            await Run.Program(root => _ = new MlopsEnvironment("it", Args(Mlops with { Shared = SharedParts.Manage }), root));
        var (created, _) =
            await Run.Program(root => _ = new MlopsEnvironment("it", Args(Mlops with { Shared = SharedParts.Create }), root));

        Assert.Equal(["ActionsEnvironmentVariable", "RepositoryEnvironment", "RepositoryEnvironmentDeploymentPolicy"],
            Types(used));
        string[] shared = ["ActionsRepositoryOidcSubjectClaimCustomizationTemplate", "ActionsRepositoryPermissions",
            "ActionsVariable", "RepositoryDependabotSecurityUpdates", "RepositoryRuleset"];
        Assert.Equal(Types(used).Concat(shared).Order(), Types(managed));
        Assert.Equal(Types(managed).Append("Repository").Order(), Types(created));

        static IEnumerable<string> Types(AzureMocks mocks) => mocks.Resources.Values.Select(resource => resource.Type!)
            .Where(type => type.StartsWith("github:", StringComparison.Ordinal)).Select(type => type.Split(':')[^1]).Distinct()
            .Order();
    }

    [Fact]
    public async Task Main_takes_reviewed_pull_requests_that_pass_the_checks_of_GitHub_Actions_and_nothing_else()
    {
        var (mocks,
            _) = await Run.Program(root => _ =
                new MlopsEnvironment("it", Args(Mlops with { Shared = SharedParts.Manage, RequiredApprovals = 2 }), root));
        var rules = mocks.Resources["it-github-main"];

        Assert.Equal("active", rules.At("enforcement"));
        Assert.Equal(true, rules.At("rules.deletion"));
        Assert.Equal(true, rules.At("rules.nonFastForward"));
        Assert.Equal(2d, rules.At("rules.pullRequest.requiredApprovingReviewCount"));
        Assert.Equal(true, rules.At("rules.pullRequest.requiredReviewThreadResolution"));
        var checks = ((IEnumerable<object>)rules.At("rules.requiredStatusChecks.requiredChecks")!)
            .Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(PipelineNames.RequiredChecks, checks.Select(check => check["context"]));
        Assert.All(checks, check => Assert.Equal(15368d, check["integrationId"]));
        Assert.Equal(true, mocks.Resources["it-github-actions"].At("shaPinningRequired"));
    }

    [Fact]
    public async Task Deployments_come_from_main_and_wait_for_somebody_else_than_who_started_them()
    {
        var (mocks,
            _) = await Run.Program(root => _ =
                new MlopsEnvironment("it", Args(Mlops with { ReviewerUserIds = [7], ReviewerTeamIds = [8] }), root));

        Assert.Equal("main", mocks.Resources["it-github-dev-from-1"].At("branchPattern"));
        Assert.False(mocks.Resources.ContainsKey("it-github-dev-from-2"));
        var environment = mocks.Resources["it-github-dev"];
        Assert.Equal(true, environment.At("preventSelfReview"));
        Assert.Equal(false, environment.At("canAdminsBypass"));
        Assert.Equal("7, 8", string.Join(", ", Numbers(environment.At("reviewers"))));
    }

    [Fact]
    public async Task Pull_requests_get_into_the_environment_only_where_their_preview_is_switched_on()
    {
        var (mocks,
            _) = await Run.Program(root => _ = new MlopsEnvironment("it",
                Args(Mlops with { Shared = SharedParts.Manage }, new PipelineOptions { PullRequestPreview = true }), root));

        Assert.Equal("refs/pull/*/merge", mocks.Resources["it-github-dev-from-2"].At("branchPattern"));
        Assert.Equal("true", mocks.Resources["it-github-PULUMI_PREVIEW"].At("value"));
        Assert.Equal("v*", mocks.Resources["it-github-release-from-1"].At("tagPattern"));
    }

    [Fact]
    public async Task Secrets_are_of_the_environment_and_secret_all_the_way()
    {
        var pipelines = new PipelineOptions { Secrets = new Dictionary<string, string> { ["PULUMI_ACCESS_TOKEN"] = "hush" } };
        var seen = new List<ActionsEnvironmentSecretArgs>();
        var args = new GitHubPipelinesArgs
        {
            Options = Mlops,
            Environments = [new GitHubEnvironment { Name = "dev",
                Secrets = pipelines.Secrets.ToDictionary(secret => secret.Key, secret => (Input<string>)secret.Value) }],
            Configure = inner => { if (inner.Args is ActionsEnvironmentSecretArgs secret) seen.Add(secret); },
        };
        await Run.Program(root => _ = new GitHubPipelines("it", args, root));

        Assert.True(await Output.IsSecretAsync(Assert.Single(seen).Value!.ToOutput()));
    }

    [Fact]
    public void What_GitHub_would_refuse_is_found_before()
    {
        Assert.Equal(["GitHub.Owner"], Problems(Args(Mlops with { Owner = null })));
        Assert.Equal(["GitHub.Owner"], Problems(Args(Mlops with { Owner = "-contoso" })));
        Assert.Equal(["GitHub.Repository"], Problems(Args(Mlops with { Repository = "contoso/mlops" })));
        Assert.Equal(["GitHub.ReviewerUserIds"], Problems(Args(Mlops with { ReviewerUserIds = [0] })));
        Assert.Equal(["GitHub.ReviewerUserIds"],
            Problems(Args(Mlops with { ReviewerUserIds = [1, 2, 3, 4], ReviewerTeamIds = [5, 6, 7] })));
        Assert.Equal(["GitHub.RequiredApprovals"], Problems(Args(Mlops with { RequiredApprovals = 11 })));
        Assert.Equal(["GitHub.NuGetSource"], Problems(Args(Mlops with { NuGetSource = "packages" })));
        Assert.Equal(["Pipelines.BackendUrl"], Problems(Args(Mlops, new PipelineOptions { BackendUrl = "file://~" })));
        Assert.Equal(
            ["Deployment.GitHubOwner"],
            Problems(Args(Mlops, deployment: new DeploymentOptions { GitHubOwner = "contoso", GitHubRepository = "mlops" })));
    }

    [Fact]
    public void A_secret_s_value_is_not_repeated_when_its_name_is_wrong()
    {
        var args = Args(Mlops, new PipelineOptions { Secrets = new Dictionary<string, string> { ["GITHUB_PAT"] = "hush" } });
        var problem = Assert.Single(args.FindProblems());
        Assert.StartsWith("Pipelines.Secrets.GITHUB_PAT is '[secret]': the pipelines read no secret of this name",
            problem.ToString());
    }

    [Fact]
    public void Two_environments_can_not_have_the_same_name_and_releases_have_theirs()
    {
        Assert.Equal(["Environment"], Problems(Args(Mlops, environment: "release")));

        var twice = new GitHubPipelinesArgs { Options = Mlops,
            Environments = [new GitHubEnvironment { Name = "dev" }, new GitHubEnvironment { Name = "Dev" }] };
        Assert.Equal(
            "Environments is 'dev': two environments of a repository can't have the same name, and 'release' is the one for "
                + "releases; rename one.", Assert.Single(twice.FindProblems()).ToString());
        var release = new GitHubPipelinesArgs { Options = Mlops with { Shared = SharedParts.Manage },
            Environments = [new GitHubEnvironment { Name = "Release" }] };
        Assert.Equal(["Environments"], release.FindProblems().Select(problem => problem.Argument));
    }

    private static IEnumerable<double> Numbers(object? value) => value switch
    {
        double number => [number],
        IDictionary<string, object> map => map.OrderByDescending(entry => entry.Key).SelectMany(entry => Numbers(entry.Value)),
        System.Collections.IEnumerable list => list.Cast<object?>().SelectMany(Numbers),
        _ => [],
    };
}
