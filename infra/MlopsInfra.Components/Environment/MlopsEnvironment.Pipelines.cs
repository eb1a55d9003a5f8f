using Pulumi;

namespace MlopsInfra.Components;

/// <content>The systems whose pipelines deploy the environment.</content>
public sealed partial class MlopsEnvironment
{
    private GitHubPipelines? CreateGitHub(string name)
    {
        if (_args.GitHub is not { } options) return null;
        var github = new GitHubPipelines(
            name,
            new GitHubPipelinesArgs { Options = options, Environments = [CreateGitHubEnvironment()],
                PullRequestPreview = _args.Pipelines.PullRequestPreview },
            Child());
        var subject = FederatedSubject.GitHub(github.SubjectOf(_args.Environment));
        InfrastructureIdentity!.Trust(subject);
        PublishingIdentity!.Trust(subject);
        ReleasingIdentity!.Trust(subject);
        return github;
    }

    private AzureDevOpsPipelines? CreateAzureDevOps(string name) => _args.AzureDevOps is not { } options
        ? null
        : new AzureDevOpsPipelines(
            name,
            new AzureDevOpsPipelinesArgs
            {
                Options = options,
                Environments = [CreateAzureDevOpsEnvironment()],
                PullRequestPreview = _args.Pipelines.PullRequestPreview,
            },
            Child());

    private BuildAgents? CreateBuildAgents(string name) =>
        _args.BuildAgents is not { } options || AzureDevOps is not { } devops || Network?.AgentsSubnetId is not { } subnet
        ? null
        : new BuildAgents(
            name,
            new BuildAgentsArgs
            {
                ScaleSetName = _names.AgentMachines,
                ManagerIdentityName = _names.AgentsIdentity,
                PoolName = PipelineNames.AgentPool(_args.Environment),
                ConnectionName = PipelineNames.AgentServiceConnection(_args.Environment),
                SubnetId = subnet,
                SubscriptionId = _args.SubscriptionId,
                TenantId = _args.TenantId,
                ProjectId = devops.ProjectId,
                PipelineIds = devops.Publishing,
                Options = options,
            },
            Child());

    private AzureDevOpsEnvironment CreateAzureDevOpsEnvironment() => new()
    {
        Name = _args.Environment,
        TenantId = _args.TenantId,
        SubscriptionId = _args.SubscriptionId,
        Deploys = InfrastructureIdentity!,
        Publishes = PublishingIdentity!,
        Releases = ReleasingIdentity!,
        Variables = new Dictionary<string, Input<string>>
        {
            [PipelineNames.SubscriptionId] = _args.SubscriptionId,
            [PipelineNames.BackendUrl] = _args.Pipelines.BackendUrl,
        },
        Secrets = PipelineSecrets(),
        Vault = _args.KeepsPipelineSecretsInVault
            ? new PipelineVault(Vault.VaultName, ResourceGroup.ResourceGroupName,
                _args.Pipelines.ExpiresAt) { Resource = Vault.Vault }
            : null,
    };

    private Dictionary<string, Input<string>> PipelineSecrets() =>
        _args.Pipelines.Secrets.ToDictionary(secret => secret.Key, secret => (Input<string>)Output.CreateSecret(secret.Value));

    private GitHubEnvironment CreateGitHubEnvironment() => new()
    {
        Name = _args.Environment,
        // A pull request's preview runs on the merge that GitHub prepares.
        Branches =
            _args.Pipelines.PullRequestPreview ? [PipelineNames.MainBranch, "refs/pull/*/merge"] : [PipelineNames.MainBranch],
        Variables = new Dictionary<string, Input<string>>
        {
            [PipelineNames.ClientId] = InfrastructureIdentity!.ClientId,
            [PipelineNames.PublishClientId] = PublishingIdentity!.ClientId,
            [PipelineNames.ReleaseClientId] = ReleasingIdentity!.ClientId,
            [PipelineNames.TenantId] = _args.TenantId,
            [PipelineNames.SubscriptionId] = _args.SubscriptionId,
            [PipelineNames.BackendUrl] = _args.Pipelines.BackendUrl,
        },
        Secrets = PipelineSecrets(),
        RunnerLabel = _args.GitHub!.RunnerLabel,
    };
}
