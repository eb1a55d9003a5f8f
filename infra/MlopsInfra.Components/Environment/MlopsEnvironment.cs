using Pulumi;

namespace MlopsInfra.Components;

/// <summary>A whole environment: every component, wired to the others.</summary>
/// <example>
/// <code><![CDATA[
/// var environment = new MlopsEnvironment("mlops", new MlopsEnvironmentArgs
/// {
///     Workload = "pumps",
///     Environment = "prod",
///     Location = "westeurope",
///     SubscriptionId = subscriptionId,
///     TenantId = tenantId,
///     Training = new TrainingOptions { VmSize = "Standard_DS4_v2", MaxNodes = 8 },
///     ProductionScoring = new ProductionScoringOptions
///     {
///         // In place of a Kubernetes secret: Certificate and Key, from the stack's secrets.
///         Tls = new ScoringTlsOptions { Name = "scoring.contoso.com", KubernetesSecret = "scoring-certificate" },
///     },
///     DeleteLocks = true,
/// });
/// ]]></code>
/// </example>
public sealed partial class MlopsEnvironment : MlopsComponent
{
    private readonly MlopsEnvironmentArgs _args;
    private readonly EnvironmentNames _names;

    /// <summary>Declares the environment.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public MlopsEnvironment(string name, MlopsEnvironmentArgs args, ComponentResourceOptions? options = null)
        : base(nameof(MlopsEnvironment), name, args, options)
    {
        _args = args;
        _names = new EnvironmentNames(new ResourceNames(args.Workload, args.Environment, args.Location, args.SubscriptionId));

        ResourceGroup = new MlopsResourceGroup(
            $"{name}-group",
            new MlopsResourceGroupArgs
            {
                ResourceGroupName = _names.ResourceGroup,
                Location = args.Location,
                Tags = args.AllTags(),
            },
            Child());
        EffectivePlacement = ResourceGroup.Placement;
        Monitoring = CreateMonitoring($"{name}-monitoring");
        EffectivePlacement = ResourceGroup.Placement with { LogAnalyticsId = Monitoring.LogAnalyticsId };
        Network = CreateNetwork($"{name}-network");
        PrivateMonitoring = CreatePrivateMonitoring($"{name}-private-monitoring");
        Storage = CreateStorage($"{name}-storage");
        Vault = CreateVault($"{name}-secrets");
        Registry = CreateRegistry($"{name}-images");
        Workspace = CreateWorkspace($"{name}-ml");
        Training = CreateTraining($"{name}-training");
        TrainingEndpoint = CreateEndpoint($"{name}-pipeline", _names.BatchEndpoint);
        BatchScoringEndpoint = CreateEndpoint($"{name}-batch-scoring", _names.BatchScoringEndpoint);
        DataArrival = CreateDataArrival($"{name}-arrival");
        FileArrival = CreateFileArrival($"{name}-files");
        InfrastructureIdentity = CreateDeploymentIdentity(
            $"{name}-deploy", _names.DeployIdentity,
            DeploymentGrants.Infrastructure(ResourceGroup.ResourceGroupId,
                args.KeepsPipelineSecretsInVault ? (Input<string>)Vault.VaultId : null));
        PublishingIdentity = CreateDeploymentIdentity(
            $"{name}-publish", _names.PublishIdentity,
            DeploymentGrants.Publishing(Workspace.WorkspaceId, Storage.AccountId));
        QaScoring = CreateQaScoring($"{name}-qa");
        ProductionScoring = CreateProductionScoring($"{name}-scoring");
        ReleasingIdentity = CreateReleasingIdentity($"{name}-release");
        LetOthersTakeModels($"{name}-release-to");
        GitHub = CreateGitHub($"{name}-github");
        AzureDevOps = CreateAzureDevOps($"{name}-devops");
        BuildAgents = CreateBuildAgents($"{name}-agents");
        Workbook = CreateWorkbook($"{name}-operations");
        Alerts = CreateAlerts($"{name}-alerts");
        QaTest = CreateQaTest($"{name}-qa-availability");
        ProductionTest = CreateProductionTest($"{name}-scoring-availability");
        LinkPrivately($"{name}-network");
        Lock($"{name}-locks");
        RegisterOutputs();
    }

    /// <summary>The resource group.</summary>
    public MlopsResourceGroup ResourceGroup { get; }

    /// <summary>Log Analytics and Application Insights.</summary>
    public Monitoring Monitoring { get; }

    /// <summary>The private network; null where the environment has none.</summary>
    public PrivateNetwork? Network { get; }

    /// <summary>What makes monitoring reachable from inside the network; null where it is reached over the internet.</summary>
    public PrivateMonitoring? PrivateMonitoring { get; }

    /// <summary>The storage account and its containers.</summary>
    public MlStorage Storage { get; }

    /// <summary>The key vault that keeps the secrets.</summary>
    public SecretVault Vault { get; }

    /// <summary>The container registry.</summary>
    public ImageRegistry Registry { get; }

    /// <summary>The Azure Machine Learning workspace.</summary>
    public MlWorkspace Workspace { get; }

    /// <summary>The training cluster.</summary>
    public TrainingCluster Training { get; }

    /// <summary>The batch endpoint that the training pipeline is published to.</summary>
    public PipelineEndpoint TrainingEndpoint { get; }

    /// <summary>The batch endpoint that the pipeline which scores files is published to.</summary>
    public PipelineEndpoint BatchScoringEndpoint { get; }

    /// <summary>What trains on new data; null where the environment has none.</summary>
    public DataArrivalTrigger? DataArrival { get; }

    /// <summary>What scores new files; null where the environment has none.</summary>
    public DataArrivalTrigger? FileArrival { get; }

    /// <summary>What pipelines deploy the infrastructure as; null where the environment has none.</summary>
    public DeploymentIdentity? InfrastructureIdentity { get; }

    /// <summary>What pipelines publish as; null where the environment has none.</summary>
    public DeploymentIdentity? PublishingIdentity { get; }

    /// <summary>What pipelines train and release models as; null where the environment has none.</summary>
    public DeploymentIdentity? ReleasingIdentity { get; }

    /// <summary>The environment on GitHub; null where GitHub deploys nothing, or was set up by other means.</summary>
    public GitHubPipelines? GitHub { get; }

    /// <summary>The environment on Azure DevOps; null where Azure DevOps deploys nothing, or was set up by other means.</summary>
    public AzureDevOpsPipelines? AzureDevOps { get; }

    /// <summary>Machines that run jobs inside the private network; null where the environment has none.</summary>
    public BuildAgents? BuildAgents { get; }

    /// <summary>Scoring on Container Instances; null where the environment has none.</summary>
    public QaScoring? QaScoring { get; }

    /// <summary>Scoring on AKS; null where the environment has none.</summary>
    public ProductionScoring? ProductionScoring { get; }

    /// <summary>The page in the portal that shows scoring and training.</summary>
    public OperationsWorkbook Workbook { get; }

    /// <summary>Alerts and the budget; null where the environment has none.</summary>
    public Alerts? Alerts { get; }

    /// <summary>Asks QA scoring from outside; null where the environment has no alerts or no QA scoring.</summary>
    public AvailabilityTest? QaTest { get; }

    /// <summary>Asks production scoring from outside; null where settings name no address.</summary>
    public AvailabilityTest? ProductionTest { get; }
}
