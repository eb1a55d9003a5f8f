using Pulumi;
using Pulumi.AzureNative.ApplicationInsights;
using Pulumi.AzureNative.OperationalInsights;
using Pulumi.AzureNative.OperationalInsights.Inputs;
using InsightsAccess = Pulumi.AzureNative.ApplicationInsights.PublicNetworkAccessType;
using LogsAccess = Pulumi.AzureNative.OperationalInsights.PublicNetworkAccessType;

namespace MlopsInfra.Components;

/// <summary>Log Analytics, and Application Insights on top of it.</summary>
/// <example>
/// <code><![CDATA[
/// var monitoring = new Monitoring("pumps", new MonitoringArgs
/// {
///     Placement = placement,
///     LogAnalyticsName = names.For(NamingRules.LogAnalytics),
///     ApplicationInsightsName = names.For(NamingRules.ApplicationInsights),
///     // Container Instances (QaScoring, below) can send their logs with the workspace's key only.
///     Options = new MonitoringOptions { RetentionDays = 90, DisableLocalAuth = false },
/// });
/// placement = placement with { LogAnalyticsId = monitoring.LogAnalyticsId };
/// ]]></code>
/// </example>
public sealed class Monitoring : MlopsComponent
{
    /// <summary>Declares Log Analytics, and Application Insights that writes into it.</summary>
    /// <param name="name">Pulumi name of the component; the names of what is in it begin with it.</param>
    /// <param name="args">What it consists of and is wired to.</param>
    /// <param name="options">Options, as the parent, whose placement and callback it inherits; null for none.</param>
    /// <exception cref="InvalidArgumentsException">The arguments are wrong; nothing has been declared.</exception>
    public Monitoring(string name, MonitoringArgs args, ComponentResourceOptions? options = null)
        : base(nameof(Monitoring), name, args, options)
    {
        var logs = Declare($"{name}-logs", CreateLogsArgs(args), (n, a, o) => new Workspace(n, a, o));
        var insights = Declare($"{name}-insights", CreateInsightsArgs(args, logs), (n, a, o) => new Component(n, a, o));
        Diagnostics.Send(this, $"{name}-logs", logs.Id, logs.Id);

        LogAnalyticsId = logs.Id;
        LogAnalyticsCustomerId = logs.CustomerId;
        LogAnalyticsName = logs.Name;
        ApplicationInsightsId = insights.Id;
        ConnectionString = Output.CreateSecret(insights.ConnectionString);
        RegisterOutputs();
    }

    /// <summary>ARM id of the Log Analytics workspace.</summary>
    [Output("logAnalyticsId")]
    public Output<string> LogAnalyticsId { get; private set; }

    /// <summary>GUID by which agents refer to the Log Analytics workspace.</summary>
    [Output("logAnalyticsCustomerId")]
    public Output<string> LogAnalyticsCustomerId { get; private set; }

    /// <summary>Name of the Log Analytics workspace.</summary>
    [Output("logAnalyticsName")]
    public Output<string> LogAnalyticsName { get; private set; }

    /// <summary>ARM id of the Application Insights component.</summary>
    [Output("applicationInsightsId")]
    public Output<string> ApplicationInsightsId { get; private set; }

    /// <summary>
    /// What programs send telemetry with; a secret, though local sign-in is off and an identity is needed as well.
    /// </summary>
    [Output("connectionString")]
    public Output<string> ConnectionString { get; private set; }

    /// <summary>What components that send telemetry are given.</summary>
    public TelemetryTarget Target => new()
    {
        LogAnalyticsId = LogAnalyticsId,
        LogAnalyticsName = LogAnalyticsName,
        LogAnalyticsCustomerId = LogAnalyticsCustomerId,
        ApplicationInsightsId = ApplicationInsightsId,
        ConnectionString = ConnectionString,
    };

    private ComponentArgs CreateInsightsArgs(MonitoringArgs args, Workspace logs)
    {
        var insights = new ComponentArgs
        {
            ResourceName = args.ApplicationInsightsName,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            Location = EffectivePlacement.Location,
            Tags = EffectivePlacement.TagMap(),
            ApplicationType = ApplicationType.Web,
            Kind = "web",
            DisableLocalAuth = true,
            IngestionMode = IngestionMode.LogAnalytics,
            WorkspaceResourceId = logs.Id,
        };
        if (args.Options.OwnProfilerStorage) insights.ForceCustomerStorageForProfiler = true;
        if (!args.PublicIngestion) insights.PublicNetworkAccessForIngestion = InsightsAccess.Disabled;
        if (!args.PublicQueries) insights.PublicNetworkAccessForQuery = InsightsAccess.Disabled;
        return insights;
    }

    private WorkspaceArgs CreateLogsArgs(MonitoringArgs args)
    {
        var logs = new WorkspaceArgs
        {
            WorkspaceName = args.LogAnalyticsName,
            ResourceGroupName = EffectivePlacement.ResourceGroupName,
            Location = EffectivePlacement.Location,
            Tags = EffectivePlacement.TagMap(),
            RetentionInDays = args.Options.RetentionDays,
            Sku = new WorkspaceSkuArgs { Name = WorkspaceSkuNameEnum.PerGB2018 },
            Features = new WorkspaceFeaturesArgs
            {
                DisableLocalAuth = args.Options.DisableLocalAuth,
                EnableLogAccessUsingOnlyResourcePermissions = true,
            },
        };
        if (!args.PublicIngestion) logs.PublicNetworkAccessForIngestion = LogsAccess.Disabled;
        if (!args.PublicQueries) logs.PublicNetworkAccessForQuery = LogsAccess.Disabled;
        if (args.Options.DailyCapGb is { } cap) logs.WorkspaceCapping = new WorkspaceCappingArgs { DailyQuotaGb = cap };
        return logs;
    }
}
