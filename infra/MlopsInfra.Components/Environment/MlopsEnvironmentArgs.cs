namespace MlopsInfra.Components;

/// <summary>Arguments of <see cref="MlopsEnvironment"/>: one environment, with a default for whatever is left out.</summary>
public sealed class MlopsEnvironmentArgs : MlopsComponentArgs
{
    /// <summary>Short name of the workload: 2 to 12 lower-case letters and digits.</summary>
    public required string Workload { get; init; }

    /// <summary>Short name of the environment: 2 to 8 lower-case letters and digits, as in <c>dev</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Azure region, as in <c>westeurope</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The subscription (a GUID).</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The Entra tenant (a GUID).</summary>
    public required string TenantId { get; init; }

    /// <summary>
    /// Tags of every resource that takes them, in addition to <c>workload</c>, <c>environment</c> and <c>managed-by</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Storage of data, models and predictions.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>How long the key vault keeps what is deleted.</summary>
    public VaultOptions Vault { get; init; } = new();

    /// <summary>Logs, metrics and alerts.</summary>
    public MonitoringOptions Monitoring { get; init; } = new();

    /// <summary>The container registry.</summary>
    public RegistryOptions Registry { get; init; } = new();

    /// <summary>The training cluster.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Scoring on Container Instances, to try models before production; null leaves it out. Default: null.</summary>
    public QaScoringOptions? QaScoring { get; init; }

    /// <summary>Scoring on AKS; null leaves it out. Default: null.</summary>
    public ProductionScoringOptions? ProductionScoring { get; init; }

    /// <summary>
    /// A network of the environment's own: storage, vault, registry, workspace and scoring can be reached from inside it only.
    /// Null lets them be reached from the internet, by identities with a role. Default: null.
    /// </summary>
    public PrivateNetworkOptions? PrivateNetwork { get; init; }

    /// <summary>Trains when new data arrives; null leaves it to others to start runs. Default: null.</summary>
    public DataArrivalOptions? DataArrival { get; init; }

    /// <summary>
    /// Scores files when they arrive in the container <c>batch-inputs</c>; null leaves it to others to start runs. Default: null.
    /// </summary>
    public BatchScoringOptions? BatchScoring { get; init; }

    /// <summary>Lets pipelines deploy and publish without secrets; null declares no identities for them. Default: null.</summary>
    public DeploymentOptions? Deployment { get; init; }

    /// <summary>The environments that take models from this one.</summary>
    public ReleaseOptions Releases { get; init; } = new();

    /// <summary>What pipelines are given, whichever system runs them.</summary>
    public PipelineOptions Pipelines { get; init; } = new();

    /// <summary>
    /// Sets up the repository's environment on GitHub, and lets its jobs deploy and publish; null leaves it out. Default: null.
    /// </summary>
    public GitHubOptions? GitHub { get; init; }

    /// <summary>
    /// Sets up the environment in an Azure DevOps project, and lets its pipelines deploy and publish; null leaves it out.
    /// Default: null.
    /// </summary>
    public AzureDevOpsOptions? AzureDevOps { get; init; }

    /// <summary>
    /// Machines that run the jobs of Azure Pipelines inside the private network: publishing can't be done from outside of it.
    /// Null leaves them out. Default: null.
    /// </summary>
    public BuildAgentOptions? BuildAgents { get; init; }

    /// <summary>Alerts and a budget; null sends none. Default: null.</summary>
    public AlertOptions? Alerts { get; init; }

    /// <summary>The clock that says in which month a new budget begins. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Puts locks against deletion by hand on what holds data: storage, vault and registry. Default: false.
    /// </summary>
    public bool DeleteLocks { get; init; }

    internal IReadOnlyDictionary<string, string> AllTags() => new SortedDictionary<string, string>(
        new Dictionary<string, string>(Tags) { ["workload"] = Workload, ["environment"] = Environment,
            ["managed-by"] = "pulumi" },
        StringComparer.Ordinal);

    /// <summary>Whether pipelines deploy and publish: then there are identities for them.</summary>
    internal bool HasPipelines => Deployment is not null || GitHub is not null || AzureDevOps is not null;

    // Azure DevOps has no way into a private vault.
    internal bool KeepsPipelineSecretsInVault => AzureDevOps is not null && Pipelines.Secrets.Count > 0 && PrivateNetwork is null;

    internal override void Check(Problems problems)
    {
        ResourceNames.Check(problems, Workload, Environment, Location);
        CheckGuid(problems, nameof(SubscriptionId), SubscriptionId);
        CheckGuid(problems, nameof(TenantId), TenantId);
        TagRules.Check(problems, nameof(Tags), Tags);
        Storage.Check(problems, nameof(Storage));
        Vault.Check(problems, nameof(Vault));
        Monitoring.Check(problems, nameof(Monitoring));
        Registry.Check(problems, nameof(Registry));
        Training.Check(problems, nameof(Training));
        QaScoring?.Check(problems, nameof(QaScoring));
        ProductionScoring?.Check(problems, nameof(ProductionScoring));
        PrivateNetwork?.Check(problems, nameof(PrivateNetwork));
        DataArrival?.Check(problems, nameof(DataArrival));
        BatchScoring?.Check(problems, nameof(BatchScoring));
        Deployment?.Check(problems, nameof(Deployment));
        Releases.Check(problems, nameof(Releases), Environment);
        Pipelines.Check(problems, nameof(Pipelines));
        GitHub?.Check(problems, nameof(GitHub));
        AzureDevOps?.Check(problems, nameof(AzureDevOps));
        BuildAgents?.Check(problems, nameof(BuildAgents));
        PrivateNetwork?.CheckOthers(problems, nameof(PrivateNetwork), BuildAgents is not null, ProductionScoring is not null);
        Alerts?.Check(problems, nameof(Alerts));
        RegionFacts.Check(problems, this);
        CheckTogether(problems);
        CheckPipelines(problems);
    }

    // What is right by itself, but not beside the rest.
    private void CheckTogether(Problems problems)
    {
        problems.Require(
            QaScoring is null || PrivateNetwork is null, nameof(QaScoring), "enabled",
            "Container Instances are exposed to the internet here, which contradicts PrivateNetwork; leave one of the two out.");
        problems.Require(
            QaScoring is null || !Monitoring.DisableLocalAuth,
            $"{nameof(Monitoring)}.{nameof(MonitoringOptions.DisableLocalAuth)}", true,
            "Container Instances (QaScoring) can send their logs with the workspace's key only; set it to false, or leave "
                + "QaScoring out.");
        problems.Require(
            PrivateNetwork is null || Registry.Sku is RegistrySku.Premium, $"{nameof(Registry)}.{nameof(RegistryOptions.Sku)}",
            Registry.Sku,
            "a private endpoint (PrivateNetwork) needs the tier Premium.");
        problems.Require(
            PrivateNetwork is null || ProductionScoring is not { AuthorizedIpRanges.Count: > 0 },
            $"{nameof(ProductionScoring)}.{nameof(ProductionScoringOptions.AuthorizedIpRanges)}",
            string.Join(", ", ProductionScoring?.AuthorizedIpRanges ?? []),
            "with PrivateNetwork the API server has no public address to authorize ranges for; leave them out.");
        problems.Require(
            PrivateNetwork is not null || ProductionScoring?.RouteTableId is null,
            $"{nameof(ProductionScoring)}.{nameof(ProductionScoringOptions.RouteTableId)}", ProductionScoring?.RouteTableId,
            "it is for the nodes' subnet of PrivateNetwork, which is not enabled; leave one of the two out.");
        problems.Require(
            ProductionScoring?.Tls is not { Address: { } address } tls
                || (PrivateNetwork is { } network && tls.IsInside(network.NodesSubnet)),
            $"{nameof(ProductionScoring)}.{nameof(ProductionScoringOptions.Tls)}.{nameof(ScoringTlsOptions.Address)}",
            ProductionScoring?.Tls?.Address,
            "the load balancer has an address of the nodes' subnet of PrivateNetwork; no other can be entered.");
    }

    // Who may sign in is said in one place.
    private void CheckPipelines(Problems problems)
    {
        problems.Require(
            BuildAgents is null || PrivateNetwork is not null, nameof(BuildAgents), "enabled",
            "they are for environments in a private network (PrivateNetwork); of others, hosted agents reach everything.");
        problems.Require(
            BuildAgents is null || AzureDevOps is not null, nameof(BuildAgents), "enabled",
            "they run the jobs of Azure Pipelines, so AzureDevOps has to be enabled. For GitHub, name the label of your own "
                + "runners (gitHub.runnerLabel).");
        problems.Require(
            GitHub is null || Deployment?.GitHubOwner is null, $"{nameof(Deployment)}.{nameof(DeploymentOptions.GitHubOwner)}",
            Deployment?.GitHubOwner,
            "GitHub is enabled, and its repository is trusted already; leave it out.");
        problems.Require(
            AzureDevOps is null || Deployment?.AzureDevOpsIssuer is null,
            $"{nameof(Deployment)}.{nameof(DeploymentOptions.AzureDevOpsIssuer)}",
            Deployment?.AzureDevOpsIssuer,
            "AzureDevOps is enabled, and its service connections are trusted already; leave it out.");
        problems.Require(
            GitHub is null || !Environment.Equals(PipelineNames.ReleaseEnvironment, StringComparison.OrdinalIgnoreCase),
            nameof(Environment), Environment,
            "two environments of a repository can't have the same name, and packages are released from the one of this name; "
                + "take another.");
    }

    private static void CheckGuid(Problems problems, string argument, string value) =>
        problems.Require(Guid.TryParse(value, out _), argument, value, "a GUID is needed.");
}
