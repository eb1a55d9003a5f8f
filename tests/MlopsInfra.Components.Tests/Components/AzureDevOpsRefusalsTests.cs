using Pulumi;
using Pulumi.Testing;
using static MlopsInfra.Components.Tests.Components.DevOpsEnvironment;

namespace MlopsInfra.Components.Tests.Components;

public sealed class AzureDevOpsRefusalsTests
{
    [Fact]
    public void What_Azure_DevOps_would_refuse_is_found_before()
    {
        Assert.Equal(["AzureDevOps.Project"], Problems(new AzureDevOpsOptions()));
        Assert.Equal(["AzureDevOps.Project"], Problems(Used with { Project = "ml/ops" }));
        Assert.Equal(["AzureDevOps.Repository"], Problems(Used with { Repository = "MLops" }));
        Assert.Equal(["AzureDevOps.ApproverIds"], Problems(Used with { ApproverIds = ["alice@contoso.com"] }));
        Assert.Equal(["AzureDevOps.ApproverIds"], Problems(Used with { ApproverIds = [Approver, Approver] }));
        Assert.Equal(["AzureDevOps.RequiredApprovals"], Problems(Used with { RequiredApprovals = 0 }));
        Assert.Equal(["AzureDevOps.RepositoryId"], Problems(Used with { RepositoryId = "code" }));
        Assert.Equal(["AzureDevOps.ImportUrl"], Problems(Used with { ImportUrl = "git@github.com:contoso/mlops.git" }));
        Assert.Equal(["AzureDevOps.FeedPublishers"], Problems(Used with { FeedPublishers = ["Build Service"] }));
        Assert.Equal(["AzureDevOps.TrainingPipelineId"], Problems(Used with { TrainingPipelineId = 0 }));
        Assert.Equal(["AzureDevOps.ModelPipelineId"], Problems(Used with { ModelPipelineId = -1 }));
        Assert.Equal(["AzureDevOps.GitHubRepository", "AzureDevOps.GitHubConnectionId"],
            Problems(Used with { Code = CodeHost.GitHub }));
        Assert.Equal(["AzureDevOps.Shared"],
            Problems(Created with { Code = CodeHost.GitHub, GitHubRepository = "contoso/mlops", GitHubConnectionId = Approver }));
        Assert.Equal(["Pipelines.SecretsExpire"],
            Args(Used, WithSecrets with { SecretsExpire = "soon" }).FindProblems().Select(problem => problem.Argument));

        static IEnumerable<string> Problems(AzureDevOpsOptions options) =>
            Args(options).FindProblems().Select(problem => problem.Argument);
    }

    [Fact]
    public void Who_may_sign_in_is_said_in_one_place()
    {
        var args = new MlopsEnvironmentArgs
        {
            Workload = "mlops", Environment = "dev", Location = "westeurope", SubscriptionId = AzureMocks.SubscriptionId,
            TenantId = AzureMocks.TenantId, AzureDevOps = Used,
            Deployment = new DeploymentOptions { AzureDevOpsIssuer = "https://vstoken.dev.azure.com/1",
                AzureDevOpsSubject = "sc://contoso/mlops/dev" },
        };
        Assert.Equal(["Deployment.AzureDevOpsIssuer"], args.FindProblems().Select(problem => problem.Argument));
    }

    [Fact]
    public async Task Two_environments_of_one_name_are_found_before_anything_is_declared()
    {
        var error = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync(new AzureMocks(),
            new TestOptions { IsPreview = false }, () =>
        {
            var identity = new DeploymentIdentity("id",
                new DeploymentIdentityArgs { Placement = Declared.Placement, IdentityName = "id-deploy",
                    Grants = [] });
            AzureDevOpsEnvironment Environment(string name) =>
                new() { Name = name, TenantId = AzureMocks.TenantId, SubscriptionId = AzureMocks.SubscriptionId,
                    Deploys = identity, Publishes = identity };
            _ = new AzureDevOpsPipelines("devops",
                new AzureDevOpsPipelinesArgs { Options = Used, Environments = [Environment("dev"), Environment("Dev")] });
        }));
        Assert.Contains("Environments is 'dev': two environments of a project can't have the same name; rename one.",
            error.Message);
    }
}
