using MlopsInfra.Components;

namespace MlopsInfra.Stacks;

/// <summary>One environment as its stack file describes it. docs/configuration.md lists every key.</summary>
public sealed record EnvironmentSettings
{
    /// <summary>Short name of the workload.</summary>
    public required string Workload { get; init; }

    /// <summary>Short name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Azure region.</summary>
    public required string Location { get; init; }

    /// <summary>Tags of every resource that takes them.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Whether what holds data is locked against deletion by hand.</summary>
    public required bool DeleteLocks { get; init; }

    /// <summary>Storage of data, models and predictions.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>The vault.</summary>
    public required VaultOptions Vault { get; init; }

    /// <summary>Logs, metrics and alerts.</summary>
    public required MonitoringOptions Monitoring { get; init; }

    /// <summary>The container registry.</summary>
    public required RegistryOptions Registry { get; init; }

    /// <summary>The training cluster.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>Training on new data; null where it is not enabled.</summary>
    public required DataArrivalOptions? DataArrival { get; init; }

    /// <summary>Which pipelines may deploy and publish; null where it is not enabled.</summary>
    public required DeploymentOptions? Deployment { get; init; }

    /// <summary>What pipelines are given, whichever system runs them.</summary>
    public required PipelineOptions Pipelines { get; init; }

    /// <summary>The repository's environment on GitHub; null where it is not enabled.</summary>
    public required GitHubOptions? GitHub { get; init; }

    /// <summary>The environment in an Azure DevOps project; null where it is not enabled.</summary>
    public required AzureDevOpsOptions? AzureDevOps { get; init; }

    /// <summary>Machines that run jobs inside the private network; null where it is not enabled.</summary>
    public required BuildAgentOptions? BuildAgents { get; init; }

    /// <summary>Alerts and a budget; null where it is not enabled.</summary>
    public required AlertOptions? Alerts { get; init; }

    /// <summary>Scoring on Container Instances; null where it is not enabled.</summary>
    public required QaScoringOptions? QaScoring { get; init; }

    /// <summary>Scoring on AKS; null where it is not enabled.</summary>
    public required ProductionScoringOptions? ProductionScoring { get; init; }

    /// <summary>The private network; null where it is not enabled.</summary>
    public required PrivateNetworkOptions? PrivateNetwork { get; init; }

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with it; names every mistake.</exception>
    public static EnvironmentSettings Read(StackConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var settings = new EnvironmentSettings
        {
            Workload = reader.Text("workload", "mlops"),
            Environment = reader.Text("environment", configuration.Stack),
            Location = reader.Required("location", "westeurope"),
            Tags = reader.Tags("tags"),
            Storage = reader.Section("storage", SettingsSections.Storage),
            Vault = reader.Section("vault", SettingsSections.Vault),
            Monitoring = reader.Section("monitoring", SettingsSections.Monitoring),
            Registry = reader.Section("registry", SettingsSections.Registry),
            DeleteLocks = reader.Bool("deleteLocks", false),
            Training = reader.Section("training", SettingsSections.Training),
            DataArrival = reader.Choice("dataArrival", SettingsSections.DataArrival),
            Deployment = reader.Choice("deployment", SettingsSections.Deployment),
            Pipelines = reader.Section("pipelines", SettingsSections.Pipelines),
            GitHub = reader.Choice("gitHub", SettingsSections.GitHub),
            AzureDevOps = reader.Choice("azureDevOps", SettingsSections.AzureDevOps),
            BuildAgents = reader.Choice("buildAgents", SettingsSections.BuildAgents),
            Alerts = reader.Choice("alerts", SettingsSections.Alerts),
            QaScoring = reader.Choice("qaScoring", ScoringSections.QaScoring),
            ProductionScoring = reader.Choice("productionScoring", ScoringSections.ProductionScoring),
            PrivateNetwork = reader.Choice("privateNetwork", SettingsSections.PrivateNetwork),
        };
        settings.ReportProblems(reader);
        ProviderSettings.Check(settings, configuration, reader);
        SharedStacks.Check(settings, configuration, reader);
        reader.ThrowIfWrong();
        return settings;
    }

    /// <summary>The arguments of the environment.</summary>
    /// <param name="subscriptionId">The subscription that is deployed to.</param>
    /// <param name="tenantId">Its tenant.</param>
    /// <param name="clock">The clock that says in which month a new budget begins; null for the system's.</param>
    public MlopsEnvironmentArgs ToArgs(string subscriptionId, string tenantId, TimeProvider? clock = null) => new()
    {
        Clock = clock ?? TimeProvider.System,
        Workload = Workload,
        Environment = Environment,
        Location = Location,
        SubscriptionId = subscriptionId,
        TenantId = tenantId,
        Tags = Tags,
        Storage = Storage,
        Vault = Vault,
        Monitoring = Monitoring,
        Registry = Registry,
        DeleteLocks = DeleteLocks,
        Training = Training,
        DataArrival = DataArrival,
        Deployment = Deployment,
        Pipelines = Pipelines,
        GitHub = GitHub,
        AzureDevOps = AzureDevOps,
        BuildAgents = BuildAgents,
        Alerts = Alerts,
        QaScoring = QaScoring,
        ProductionScoring = ProductionScoring,
        PrivateNetwork = PrivateNetwork,
    };

    // The components know the limits. They are asked before the subscription is known, so that mistakes need no sign-in to be
    // found.
    private void ReportProblems(SettingsReader reader)
    {
        var anyId = Guid.Empty.ToString();
        foreach (var problem in ToArgs(anyId, anyId).FindProblems())
        {
            var path = string.Join('.', problem.Argument.Split('.').Select(CamelCase));
            if (!reader.HasError(path)) reader.Add(path, problem.Value, problem.Allowed);
        }
    }

    // Names that the user gave (secrets, tags) stay as they are; the components' own begin with one capital.
    private static string CamelCase(string name) =>
        name.Length == 0 || (name.Length > 1 && !char.IsLower(name[1])) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
