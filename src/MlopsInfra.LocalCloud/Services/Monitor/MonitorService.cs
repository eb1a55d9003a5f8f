using MlopsInfra.LocalCloud.Arm;

namespace MlopsInfra.LocalCloud.Services.Monitor;

/// <summary>Azure Monitor.</summary>
internal sealed class MonitorService : AzureService
{
    /// <inheritdoc/>
    public override IReadOnlyList<AzureResource> Resources { get; } =
    [
        new LogAnalyticsWorkspaceResource(),
        new InsightsComponentResource(),
        new DiagnosticSettingResource(),
        new MonitorRules("Microsoft.Insights/actionGroups"),
        new MonitorRules("Microsoft.Insights/metricAlerts"),
        new MonitorRules("Microsoft.Insights/scheduledQueryRules"),
        new WebTestResource(),
        new WorkbookResource(),
        new DataCollectionRuleResource("Microsoft.Insights/dataCollectionRules"),
        new DataCollectionRuleResource("Microsoft.Insights/dataCollectionRuleAssociations"),
    ];
}
