using Pulumi;
using static MlopsInfra.Components.Tests.Components.DevOpsEnvironment;

namespace MlopsInfra.Components.Tests.Components;

public sealed class AzureDevOpsPipelinesTests
{
    [Fact]
    public async Task Each_identity_trusts_its_own_service_connection_by_the_issuer_and_subject_that_this_tells()
    {
        var (mocks, _) = await Declare(Used);

        foreach (var (identity, resource, connection) in ((string, string, string)[])[("deploy", "connection", "azure-dev"),
            ("publish", "publish-connection", "azure-dev-publish"), ("release", "release-connection", "azure-dev-release")])
        {
            var endpoint = mocks.Resources[$"it-devops-dev-{resource}"];
            Assert.Equal(connection, endpoint.At("serviceEndpointName"));
            Assert.Equal("WorkloadIdentityFederation", endpoint.At("serviceEndpointAuthenticationScheme"));
            Assert.Equal($"sc://contoso/mlops/{connection}", mocks.Resources[$"it-{identity}-azure-devops"].At("subject"));
            Assert.StartsWith("https://vstoken.dev.azure.com/",
                (string)mocks.Resources[$"it-{identity}-azure-devops"].At("issuer")!);
        }
    }

    [Fact]
    public async Task Both_systems_side_by_side_write_the_credentials_of_an_identity_one_after_the_other()
    {
        var args = new MlopsEnvironmentArgs
        {
            Workload = "mlops", Environment = "dev", Location = "westeurope", SubscriptionId = AzureMocks.SubscriptionId,
            TenantId = AzureMocks.TenantId,
            AzureDevOps = Used, GitHub = new GitHubOptions { Owner = "contoso", Repository = "mlops" },
        };
        var (_, graph) = await Run.Program(root => _ = new MlopsEnvironment("it", args, root));

        Assert.Equal(["it-deploy-github"], await graph.DependenciesOf("it-deploy-azure-devops"));
        Assert.Equal(["it-publish-github"], await graph.DependenciesOf("it-publish-azure-devops"));
    }

    [Fact]
    public async Task The_project_has_its_services_and_the_code()
    {
        var (mocks, graph) = await Declare(Created with { ImportUrl = "https://github.com/contoso/mlops.git" });

        var project = mocks.Resources["it-devops-project"];
        Assert.Equal("private", project.At("visibility"));
        Assert.All((string[])["boards", "repositories", "pipelines", "artifacts"],
            feature => Assert.Equal("enabled", project.At($"features.{feature}")));
        Assert.Equal("Import", mocks.Resources["it-devops-repository"].At("initialization.initType"));
        Assert.Equal(["initialization"], ((CustomResourceOptions)graph.OptionsOf("it-devops-repository")).IgnoreChanges);
        Assert.Equal("mlops", mocks.Resources["it-devops-feed"].At("name"));
        Assert.Equal(20d, mocks.Resources["it-devops-feed-retention"].At("countLimit"));
        Assert.Equal("reader", mocks.Resources["it-devops-feed-team"].At("role"));
    }

    [Fact]
    public async Task There_is_a_pipeline_for_every_file_and_main_asks_for_the_previews_build()
    {
        var (mocks, _) = await Declare(Created);

        foreach (var file in PipelineFile.All.Where(file => file != PipelineFile.PulumiPreview))
        {
            Assert.Equal($"pipelines/azure-devops/{file.Name}.yml",
                mocks.Resources[$"it-devops-{file.Name}"].At("repository.ymlPath"));
            Assert.Equal("TfsGit", mocks.Resources[$"it-devops-{file.Name}"].At("repository.repoType"));
        }

        Assert.False(mocks.Resources.ContainsKey("it-devops-pulumi-preview"));
        var policy = mocks.Resources["it-devops-main-preview"];
        Assert.Equal(true, policy.At("blocking"));
        Assert.Equal(double.Parse(mocks.Ids["it-devops-preview"]), policy.At("settings.buildDefinitionId"));
        Assert.Equal(false, mocks.Resources["it-devops-main-reviewers"].At("settings.submitterCanVote"));
        Assert.All((string[])["work-items", "comments", "merges", "ci"],
            name => Assert.Equal(true, mocks.Resources[$"it-devops-main-{name}"].At("blocking")));
    }

    [Fact]
    public async Task Pipelines_are_let_in_one_by_one_and_training_never_to_the_connection_that_deploys()
    {
        var (mocks, _) = await Declare(Created, new PipelineOptions { PullRequestPreview = true });

        Assert.Equal(["connection", "environment", "publish-connection", "secrets", "variables"], Parts("infrastructure"));
        Assert.Equal(["environment", "publish-connection", "secrets", "variables"], Parts("training"));
        Assert.Equal(["connection", "secrets", "variables"], Parts("pulumi-preview"));
        Assert.Equal(["environment", "release-connection", "secrets", "variables"], Parts("model"));
        Assert.Empty(Parts("preview").Concat(Parts("ci")).Concat(Parts("release")));
        Assert.All(mocks.Resources.Values.Where(resource => resource.Type!.EndsWith(":VariableGroup")),
            group => Assert.Equal(false, group.At("allowAccess")));

        IEnumerable<string> Parts(string pipeline) => mocks.Resources.Values
            .Where(resource => resource.Type!.EndsWith(":PipelineAuthorization") && resource.At("pipelineId") is double id
                && id == double.Parse(mocks.Ids[$"it-devops-{pipeline}"]))
            .Select(resource => resource.Name![$"it-devops-dev-{pipeline}-".Length..^"-permit".Length]).Order();
    }

    [Fact]
    public async Task Deployments_wait_for_an_approval_come_from_main_and_one_at_a_time()
    {
        var (mocks, _) = await Declare(Used with { ApproverIds = [Approver] });

        var approval = mocks.Resources["it-devops-dev-approval"];
        Assert.Equal([Approver], AzureMocks.Values(approval.At("approvers")));
        Assert.Equal(false, approval.At("requesterCanApprove"));
        Assert.Equal(mocks.Ids["it-devops-dev-environment"], mocks.Resources["it-devops-dev-lock"].At("targetResourceId"));
        string[] parts = ["", "-connection", "-publish-connection", "-release-connection", "-variables", "-secrets"];
        foreach (var part in parts)
        {
            // A job can name a connection or a group without naming the environment: the branch is checked there, too.
            Assert.Equal("refs/heads/main", mocks.Resources[$"it-devops-dev{part}-branches"].At("allowedBranches"));
            Assert.Equal(true, mocks.Resources[$"it-devops-dev{part}-branches"].At("verifyBranchProtection"));
        }
    }

    [Fact]
    public async Task Previews_of_pull_requests_get_at_the_connection_but_not_into_the_environment()
    {
        var (mocks, _) = await Declare(Created, new PipelineOptions { PullRequestPreview = true });

        Assert.Equal("refs/heads/main,refs/pull/*", mocks.Resources["it-devops-dev-connection-branches"].At("allowedBranches"));
        Assert.Equal("refs/heads/main", mocks.Resources["it-devops-dev-branches"].At("allowedBranches"));
        Assert.Equal("pipelines/azure-devops/pulumi-preview.yml",
            mocks.Resources["it-devops-pulumi-preview"].At("repository.ymlPath"));
        Assert.True(mocks.Resources.ContainsKey("it-devops-main-pulumi-preview"));
    }

    [Fact]
    public async Task Secrets_are_in_the_vault_and_the_group_reads_them_there_once_its_connection_may()
    {
        var values = new List<Input<string>>();
        var (mocks, graph) = await Declare(Used, WithSecrets, configure: inner =>
        {
            if (inner.Args is Pulumi.AzureNative.KeyVault.SecretArgs secret)
                secret.Properties.ToOutput().Apply(properties => { values.Add(properties.Value!); return 0; });
        });

        var stored = mocks.Resources["it-devops-dev-PULUMI-ACCESS-TOKEN"];
        Assert.Equal("PULUMI-ACCESS-TOKEN", stored.At("secretName"));
        Assert.Equal(1798761600d, stored.At("properties.attributes.expires"));
        Assert.True(await Output.IsSecretAsync(Assert.Single(values).ToOutput()));
        var group = mocks.Resources["it-devops-dev-secrets"];
        Assert.Equal("mlops-dev-secrets", group.At("name"));
        Assert.NotNull(group.At("keyVault.serviceEndpointId"));
        Assert.DoesNotContain("hush", AzureMocks.Values(group.Inputs));
        var before = await graph.DependenciesOf("it-devops-dev-secrets");
        Assert.Subset(before.ToHashSet(),
            new HashSet<string> { "it-deploy-azure-devops", "it-deploy-identity-secrets", "it-devops-dev-PULUMI-ACCESS-TOKEN" });
    }

    [Fact]
    public async Task Where_the_vault_is_private_they_are_secret_variables()
    {
        var (mocks, _) = await Declare(Used, WithSecrets, isPrivate: true);

        var group = mocks.Resources["it-devops-dev-secrets"];
        Assert.Null(group.At("keyVault"));
        var variable = Assert.Single((IEnumerable<object>)group.At("variables")!);
        Assert.Equal(true, ((IDictionary<string, object>)variable)["isSecret"]);
        Assert.Contains("hush", AzureMocks.Values(variable));
        Assert.False(mocks.Resources.ContainsKey("it-deploy-identity-secrets"));
    }

    [Fact]
    public async Task Without_secrets_the_group_is_there_all_the_same()
    {
        var (mocks, _) = await Declare(Used);
        Assert.Equal("mlops-dev-secrets", mocks.Resources["it-devops-dev-secrets"].At("name"));
    }

    [Fact]
    public async Task A_stack_that_uses_a_project_adds_its_environment_and_nothing_else()
    {
        var (mocks, _) = await Declare(Used with { InfrastructurePipelineId = 4, TrainingPipelineId = 5, ModelPipelineId = 6 });

        var types = mocks.Resources.Values.Select(resource => resource.Type!)
            .Where(type => type.StartsWith("azuredevops:", StringComparison.Ordinal)).Select(type => type.Split(':')[^1]);
        Assert.Equal(
            ["CheckBranchControl", "CheckExclusiveLock", "Environment", "PipelineAuthorization", "ServiceEndpointAzureRM",
                "VariableGroup"], types.Distinct().Order());
        Assert.Equal(4d, mocks.Resources["it-devops-dev-infrastructure-environment-permit"].At("pipelineId"));
        Assert.Equal(5d, mocks.Resources["it-devops-dev-training-environment-permit"].At("pipelineId"));
        Assert.Equal(6d, mocks.Resources["it-devops-dev-model-environment-permit"].At("pipelineId"));
    }

    [Fact]
    public async Task Code_on_GitHub_is_built_through_the_connection_and_strangers_get_no_secrets()
    {
        var (mocks,
            _) = await Declare(Used with { Shared = SharedParts.Manage, Code = CodeHost.GitHub,
                GitHubRepository = "contoso/mlops", GitHubConnectionId = Approver });

        var preview = mocks.Resources["it-devops-preview"];
        Assert.Equal("GitHub", preview.At("repository.repoType"));
        Assert.Equal(Approver, preview.At("repository.serviceConnectionId"));
        Assert.Equal(false, preview.At("pullRequestTrigger.forks.shareSecrets"));
        Assert.Null(mocks.Resources["it-devops-infrastructure"].At("pullRequestTrigger"));
        Assert.Equal(Approver, mocks.Resources["it-devops-preview-code-permit"].At("resourceId"));
        Assert.DoesNotContain(mocks.Resources.Values,
            resource => resource.Type!.Contains("BranchPolicy") || resource.Type.EndsWith(":Git"));
    }
}
