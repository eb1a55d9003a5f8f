namespace MlopsInfra.Components.Tests.Components;

public sealed class DeploymentIdentityTests
{
    private static readonly DeploymentOptions Both = new()
    {
        GitHubOwner = "contoso",
        GitHubRepository = "mlops",
        AzureDevOpsIssuer = "https://vstoken.dev.azure.com/1",
        AzureDevOpsSubject = "sc://contoso/mlops/dev",
    };

    private static MlopsEnvironmentArgs Args(DeploymentOptions options) => new()
    {
        Workload = "mlops",
        Environment = "dev",
        Location = "westeurope",
        SubscriptionId = AzureMocks.SubscriptionId,
        TenantId = AzureMocks.TenantId,
        Deployment = options,
    };

    [Fact]
    public async Task Pipelines_sign_in_by_issuer_and_subject_and_credentials_of_one_identity_are_written_in_turn()
    {
        var (mocks, graph) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(Both), root));

        Assert.Equal("repo:contoso/mlops:environment:dev", mocks.Resources["it-publish-github"].At("subject"));
        Assert.Equal("https://token.actions.githubusercontent.com", mocks.Resources["it-publish-github"].At("issuer"));
        Assert.Equal("sc://contoso/mlops/dev", mocks.Resources["it-publish-azure-devops"].At("subject"));
        Assert.Equal(["it-publish-github"], await graph.DependenciesOf("it-publish-azure-devops"));
        Assert.Equal(["it-deploy-github"], await graph.DependenciesOf("it-deploy-azure-devops"));
    }

    [Fact]
    public async Task The_right_to_give_rights_is_limited_to_the_roles_in_use_and_can_not_give_itself()
    {
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(Both), root));

        var condition = (string)mocks.Resources["it-deploy-identity-rights"].At("condition")!;
        Assert.Equal("2.0", mocks.Resources["it-deploy-identity-rights"].At("conditionVersion"));
        Assert.Contains(BuiltInRoles.AcrPull.Id, condition);
        Assert.DoesNotContain(BuiltInRoles.RoleBasedAccessControlAdministrator.Id, condition);
        Assert.Contains("'ServicePrincipal'", condition);
    }

    [Fact]
    public async Task Publishing_may_not_touch_the_resource_group()
    {
        var (mocks, _) = await Run.Program(root => _ = new MlopsEnvironment("it", Args(Both), root));
        var scopes = mocks.Resources.Values.Where(r => r.Name!.StartsWith("it-publish-identity-") && r.At("scope") is not null)
            .Select(r => (string)r.At("scope")!);
        Assert.All(scopes, scope => Assert.Contains("/providers/", scope));
    }

    [Fact]
    public void Halves_are_found()
    {
        Assert.Equal(["Deployment.GitHubRepository"], Problems(new DeploymentOptions { GitHubOwner = "contoso" }));
        Assert.Equal(
            ["Deployment.AzureDevOpsSubject", "Deployment.AzureDevOpsIssuer"],
            Problems(new DeploymentOptions { AzureDevOpsIssuer = "vstoken" }));
        Assert.Equal(["Deployment", "Deployment.GitHubOwner"], Problems(new DeploymentOptions { GitHubRepository = "mlops" }));

        static IEnumerable<string> Problems(DeploymentOptions options) =>
            Args(options).FindProblems().Select(problem => problem.Argument);
    }
}
