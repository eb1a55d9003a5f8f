using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Queries;
using MlopsInfra.LocalCloud.Services.Monitor.Activity;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion;
using MlopsInfra.LocalCloud.Services.Monitor.Ingestion.Otlp;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Services.Monitor.Queries;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Azure Monitor, with Log Analytics and Application Insights.</summary>
internal sealed class MonitorService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new LogAnalyticsWorkspaceResource(),
        // Azure publishes no rule for the names of these: ARM's own one holds.
        new("Microsoft.OperationalInsights/workspaces/savedSearches"),
        new LogTableResource(),
        new("Microsoft.Monitor/accounts"),
        new InsightsComponentResource(),
        new WebTestResource(),
        new WorkbookResource(),
        new DiagnosticSettingResource(),
        new ActionGroupResource(),
        new MetricAlertResource(),
        new ScheduledQueryRuleResource(),
        new("Microsoft.Insights/activityLogAlerts")
        {
            Naming = NamingRule.Without(@"<>*%{}&:\\?+/#|"),
            Location = LocationRule.MayBeGlobal,
            References =
            [
                new("properties.scopes[]", References.Missing),
                new("properties.actions.actionGroups[].actionGroupId", References.Missing, ActionGroupResource.TypeName),
            ],
        },
        new("Microsoft.AlertsManagement/smartDetectorAlertRules")
        {
            Naming = NamingRule.Without(@"*<>%{}&:\\?/#|"),
            Location = LocationRule.MayBeGlobal,
        },
        new("Microsoft.Insights/autoscalesettings")
        {
            Naming = NamingRule.Without(@"<>%&#.,?/\\:"),
            References = [new("properties.targetResourceUri", References.Missing)],
        },
        new DataCollectionRuleResource(),
        new DataCollectionRuleAssociationResource(),
        new(DataCollectionRuleResource.EndpointTypeName)
        {
            Naming = new("[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]", 3, 44, "InvalidResourceName",
                "Resource name '{0}' is invalid. It must be 3 to 44 letters, digits and hyphens, and begin and end with a letter "
                    + "or digit."),
        },
        new("Microsoft.Insights/privateLinkScopes")
        {
            Naming = new(@"[A-Za-z0-9_.\-]*[A-Za-z0-9_\-]", 1, 255, "InvalidResourceName",
                "Resource name '{0}' is invalid. It must be 1 to 255 letters, digits, '_', '-' and '.', and not end with a "
                    + "period."),
            Location = LocationRule.MayBeGlobal,
            PrivateLinkGroups = ["azuremonitor"],
        },
        new("Microsoft.Insights/privateLinkScopes/scopedResources")
        {
            References =
            [
                new("properties.linkedResourceId", References.Missing, LogAnalyticsWorkspaceResource.TypeName,
                    InsightsComponentResource.TypeName, DataCollectionRuleResource.EndpointTypeName),
            ],
        },
    ];

    /// <inheritdoc/>
    public override void AddRest(IServiceCollection services) => services
        .AddSingleton(provider =>
            new LogFiles(Path.Combine(provider.GetRequiredService<LocalCloudServerOptions>().DataFolder, "logs")))
        .AddSingleton<IArmRoutes, ActivityLogRoutes>()
        .AddSingleton<IArmRoutes, MetricRoutes>()
        .AddSingleton<TelemetryComponents>()
        .AddSingleton<TelemetryStore>()
        .AddSingleton<IngestionRights>()
        .AddSingleton<TrackRoutes>()
        .AddSingleton<MetricSeries>()
        .AddSingleton<OtlpMetrics>()
        .AddSingleton<OtlpRoutes>()
        .AddSingleton<IDataPlane, IngestionPlane>()
        .AddSingleton<LogQueries>()
        .AddSingleton<QueryRights>()
        .AddSingleton<QueryHandler>()
        .AddSingleton<QueryBatch>()
        .AddSingleton<QueryPlane>()
        .AddSingleton<IDataPlane>(provider => provider.GetRequiredService<QueryPlane>())
        .AddSingleton<IArmRoutes, QueryArmRoutes>()
        .AddSingleton<IListing, LogTableListing>()
        .AddSingleton<IArmRoutes, CategoryRoutes>()
        .AddSingleton<IArmRoutes, ComponentTestRoutes>()
        .AddSingleton<IArmRoutes>(provider => new EmptyLists(provider.GetRequiredService<CloudContext>(),
            "Microsoft.OperationalInsights/workspaces/linkedServices", "Microsoft.OperationalInsights/workspaces/usages",
            "Microsoft.Insights/components/ApiKeys", "Microsoft.Insights/metricAlerts/status"))
        .AddSingleton<IArmRoutes, DeletedWorkspaceRoutes>()
        .AddSingleton<IArmRoutes, BillingFeatureRoutes>();
}
