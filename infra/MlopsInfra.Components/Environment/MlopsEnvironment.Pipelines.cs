using Pulumi;

namespace MlopsInfra.Components;

/// <content>The systems whose pipelines deploy the environment.</content>
public sealed partial class MlopsEnvironment
{
    private GitHubPipelines? CreateGitHub(string name)
    {
        if (args.GitHub is not { } options) return null;
        var github = new GitHubPipelines(
            name,
            new GitHubPipelinesArgs { Options = options, Environments = [GitHubEnvironment()], PullRequestPreview = args.Pipelines.PullRequestPreview, Configure = args.Configure },
            Child());
        var subject = FederatedSubject.GitHub(github.SubjectOf(args.Environment));
        InfrastructureIdentity!.Trust(subject);
        PublishingIdentity!.Trust(subject);
        return github;
    }

    private AzureDevOpsPipelines? CreateAzureDevOps(string name) => args.AzureDevOps is not { } options
        ? null
        : new AzureDevOpsPipelines(
            name,
            new AzureDevOpsPipelinesArgs
            {
                Options = options,
                Environments = [AzureDevOpsEnvironment()],
                PullRequestPreview = args.Pipelines.PullRequestPreview,
                Configure = args.Configure,
            },
            Child());

    private BuildAgents? CreateBuildAgents(string name, Placement placement) =>
        args.BuildAgents is not { } options || AzureDevOps is not { } devops || Network?.AgentsSubnetId is not { } subnet
        ? null
        : new BuildAgents(
            name,
            new BuildAgentsArgs
            {
                Placement = placement,
                ScaleSetName = names.AgentMachines,
                ManagerIdentityName = names.AgentsIdentity,
                PoolName = PipelineNames.AgentPool(args.Environment),
                ConnectionName = PipelineNames.AgentServiceConnection(args.Environment),
                SubnetId = subnet,
                SubscriptionId = args.SubscriptionId,
                TenantId = args.TenantId,
                ProjectId = devops.ProjectId,
                PipelineIds = devops.Publishing,
                Options = options,
                Configure = args.Configure,
            },
            Child());

    private AzureDevOpsEnvironment AzureDevOpsEnvironment() => new()
    {
        Name = args.Environment,
        TenantId = args.TenantId,
        SubscriptionId = args.SubscriptionId,
        Deploys = InfrastructureIdentity!,
        Publishes = PublishingIdentity!,
        Variables = new Dictionary<string, Input<string>>
        {
            [PipelineNames.SubscriptionId] = args.SubscriptionId,
            [PipelineNames.BackendUrl] = args.Pipelines.BackendUrl,
        },
        Secrets = PipelineSecrets(),
        Vault = args.KeepsPipelineSecretsInVault
            ? new PipelineVault(Vault.VaultName, ResourceGroup.ResourceGroupName, args.Pipelines.ExpiresAt) { Resource = Vault.Vault }
            : null,
    };

    private Dictionary<string, Input<string>> PipelineSecrets() =>
        args.Pipelines.Secrets.ToDictionary(secret => secret.Key, secret => (Input<string>)Output.CreateSecret(secret.Value));

    private GitHubEnvironment GitHubEnvironment() => new()
    {
        Name = args.Environment,
        // A pull request's preview runs on the merge that GitHub prepares.
        Branches = args.Pipelines.PullRequestPreview ? [PipelineNames.MainBranch, "refs/pull/*/merge"] : [PipelineNames.MainBranch],
        Variables = new Dictionary<string, Input<string>>
        {
            [PipelineNames.ClientId] = InfrastructureIdentity!.ClientId,
            [PipelineNames.PublishClientId] = PublishingIdentity!.ClientId,
            [PipelineNames.TenantId] = args.TenantId,
            [PipelineNames.SubscriptionId] = args.SubscriptionId,
            [PipelineNames.BackendUrl] = args.Pipelines.BackendUrl,
        },
        Secrets = PipelineSecrets(),
        RunnerLabel = args.GitHub!.RunnerLabel,
    };
}
