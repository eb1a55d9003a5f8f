using MlopsInfra.Components;

namespace MlopsInfra.Stacks;

/// <summary>Reads the groups of settings. What a group leaves out keeps the component's default.</summary>
internal static class SettingsSections
{
    public static StorageOptions Storage(SettingsSection section)
    {
        var other = new StorageOptions();
        return new StorageOptions
        {
            Redundancy = section.OneOf("redundancy", other.Redundancy),
            SoftDeleteDays = section.Int("softDeleteDays", other.SoftDeleteDays),
            ChangeFeedDays = section.Int("changeFeedDays", other.ChangeFeedDays),
            VersionDays = section.Int("versionDays", other.VersionDays),
            LogsCoolAfterDays = section.Int("logsCoolAfterDays", other.LogsCoolAfterDays),
            LogsDeleteAfterDays = section.Int("logsDeleteAfterDays", other.LogsDeleteAfterDays),
            InfrastructureEncryption = section.Bool("infrastructureEncryption", other.InfrastructureEncryption),
        };
    }

    public static VaultOptions Vault(SettingsSection section)
    {
        var other = new VaultOptions();
        return new VaultOptions
        {
            SoftDeleteDays = section.Int("softDeleteDays", other.SoftDeleteDays),
            PurgeProtection = section.Bool("purgeProtection", other.PurgeProtection),
        };
    }

    public static MonitoringOptions Monitoring(SettingsSection section)
    {
        var other = new MonitoringOptions();
        return new MonitoringOptions
        {
            RetentionDays = section.Int("retentionDays", other.RetentionDays),
            DailyCapGb = section.OptionalInt("dailyCapGb"),
            DisableLocalAuth = section.Bool("disableLocalAuth", other.DisableLocalAuth),
            OwnProfilerStorage = section.Bool("ownProfilerStorage", other.OwnProfilerStorage),
        };
    }

    public static RegistryOptions Registry(SettingsSection section)
    {
        var other = new RegistryOptions();
        return new RegistryOptions
        {
            Sku = section.OneOf("sku", other.Sku),
            ZoneRedundant = section.Bool("zoneRedundant", other.ZoneRedundant),
            UntaggedRetentionDays = section.OptionalInt("untaggedRetentionDays"),
        };
    }

    public static TrainingOptions Training(SettingsSection section)
    {
        var other = new TrainingOptions();
        return new TrainingOptions
        {
            ComputeName = section.Text("computeName", other.ComputeName),
            VmSize = section.Text("vmSize", other.VmSize),
            MaxNodes = section.Int("maxNodes", other.MaxNodes),
            MinNodes = section.Int("minNodes", other.MinNodes),
            IdleMinutes = section.Int("idleMinutes", other.IdleMinutes),
            Priority = section.OneOf("priority", other.Priority),
        };
    }

    public static DataArrivalOptions DataArrival(SettingsSection section)
    {
        var other = new DataArrivalOptions();
        return new DataArrivalOptions
        {
            Prefix = section.Text("prefix", other.Prefix),
            Suffix = section.Text("suffix", other.Suffix),
            InputName = section.Text("inputName", other.InputName),
            ExperimentName = section.Text("experimentName", other.ExperimentName),
            Schedule = section.OptionalText("schedule"),
            TimeZone = section.Text("timeZone", other.TimeZone),
            DeliveryAttempts = section.Int("deliveryAttempts", other.DeliveryAttempts),
            TopicId = section.OptionalText("topicId"),
        };
    }

    public static DeploymentOptions Deployment(SettingsSection section) => new()
    {
        GitHubOwner = section.OptionalText("gitHubOwner"),
        GitHubRepository = section.OptionalText("gitHubRepository"),
        AzureDevOpsIssuer = section.OptionalText("azureDevOpsIssuer"),
        AzureDevOpsSubject = section.OptionalText("azureDevOpsSubject"),
    };

    public static PipelineOptions Pipelines(SettingsSection section)
    {
        var other = new PipelineOptions();
        return new PipelineOptions
        {
            BackendUrl = section.Text("backendUrl", other.BackendUrl),
            Secrets = section.Map("secrets"),
            SecretsExpire = section.OptionalText("secretsExpire"),
            PullRequestPreview = section.Bool("pullRequestPreview", other.PullRequestPreview),
        };
    }

    public static GitHubOptions GitHub(SettingsSection section)
    {
        var other = new GitHubOptions();
        return new GitHubOptions
        {
            Owner = section.OptionalText("owner"),
            Repository = section.OptionalText("repository"),
            Shared = section.OneOf("shared", other.Shared),
            ReviewerUserIds = section.Ids("reviewerUserIds", "gh api users/LOGIN --jq .id"),
            ReviewerTeamIds = section.Ids("reviewerTeamIds", "gh api orgs/OWNER/teams/TEAM --jq .id"),
            RequiredApprovals = section.Int("requiredApprovals", other.RequiredApprovals),
            RunnerLabel = section.OptionalText("runnerLabel"),
            NuGetSource = section.OptionalText("nuGetSource"),
            NuGetUser = section.OptionalText("nuGetUser"),
        };
    }

    public static AzureDevOpsOptions AzureDevOps(SettingsSection section)
    {
        var other = new AzureDevOpsOptions();
        return new AzureDevOpsOptions
        {
            Project = section.OptionalText("project"),
            Shared = section.OneOf("shared", other.Shared),
            Code = section.OneOf("code", other.Code),
            Repository = section.Text("repository", other.Repository),
            RepositoryId = section.OptionalText("repositoryId"),
            ImportUrl = section.OptionalText("importUrl"),
            GitHubRepository = section.OptionalText("gitHubRepository"),
            GitHubConnectionId = section.OptionalText("gitHubConnectionId"),
            ApproverIds = section.Texts("approverIds", other.ApproverIds),
            RequiredApprovals = section.Int("requiredApprovals", other.RequiredApprovals),
            InfrastructurePipelineId = section.OptionalInt("infrastructurePipelineId"),
            TrainingPipelineId = section.OptionalInt("trainingPipelineId"),
            Team = section.Text("team", other.Team),
            FeedPublishers = section.Texts("feedPublishers", other.FeedPublishers),
            FeedVersions = section.Int("feedVersions", other.FeedVersions),
            FeedDays = section.Int("feedDays", other.FeedDays),
        };
    }

    public static BuildAgentOptions BuildAgents(SettingsSection section)
    {
        var other = new BuildAgentOptions();
        return new BuildAgentOptions
        {
            VmSize = section.Text("vmSize", other.VmSize),
            MaxAgents = section.Int("maxAgents", other.MaxAgents),
            IdleAgents = section.Int("idleAgents", other.IdleAgents),
            IdleMinutes = section.Int("idleMinutes", other.IdleMinutes),
            SshPublicKey = section.OptionalText("sshPublicKey"),
            EncryptionAtHost = section.Bool("encryptionAtHost", other.EncryptionAtHost),
            ImageId = section.OptionalText("imageId"),
        };
    }

    public static AlertOptions Alerts(SettingsSection section)
    {
        var other = new AlertOptions();
        return new AlertOptions
        {
            Emails = section.Texts("emails", other.Emails),
            FailedRequestsPercent = section.Int("failedRequestsPercent", other.FailedRequestsPercent),
            LatencyMs = section.Int("latencyMs", other.LatencyMs),
            AvailabilityMinutes = section.Int("availabilityMinutes", other.AvailabilityMinutes),
            ProductionHealthUrl = section.OptionalText("productionHealthUrl"),
            MonthlyBudget = section.OptionalInt("monthlyBudget"),
            BudgetStart = section.OptionalText("budgetStart"),
        };
    }

    public static PrivateNetworkOptions PrivateNetwork(SettingsSection section)
    {
        var other = new PrivateNetworkOptions();
        return new PrivateNetworkOptions
        {
            AddressSpace = section.Text("addressSpace", other.AddressSpace),
            NodesSubnet = section.Text("nodesSubnet", other.NodesSubnet),
            EndpointsSubnet = section.Text("endpointsSubnet", other.EndpointsSubnet),
            AgentsSubnet = section.Text("agentsSubnet", other.AgentsSubnet),
            ApprovedOutboundOnly = section.Bool("approvedOutboundOnly", other.ApprovedOutboundOnly),
            PrivateMonitoring = section.Bool("privateMonitoring", other.PrivateMonitoring),
            PrivateQueries = section.Bool("privateQueries", other.PrivateQueries),
        };
    }
}
