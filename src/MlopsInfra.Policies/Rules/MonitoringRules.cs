using System.Text.RegularExpressions;

namespace MlopsInfra.Policies;

/// <summary>Application Insights and Log Analytics.</summary>
internal static partial class MonitoringRules
{
    private const string Insights = "azure-native:applicationinsights:Component";
    private const string Logs = "azure-native:operationalinsights:Workspace";

    private const string Alert = "azure-native:monitor:ScheduledQueryRule";
    private const string Workbook = "azure-native:applicationinsights:Workbook";
    private const string InsightsNetwork = "policy: 1bc02227-0cb6-4e11-8f53-eb0b22eab7e8";
    private const string LogsNetwork = "policy: 6c53d030-cc64-46f0-906d-2bc061cd1334";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("insights-workspace", Insights, "workspaceResourceId", Requirements.Set, "Azure.AppInsights.Workspace"),
        new("insights-local-auth", Insights, "disableLocalAuth", Requirements.True, "Azure.AppInsights.LocalAuth"),
        new("logs-name", Logs, "workspaceName", Requirements.Matches(WorkspaceName(), "have 4 to 63 letters, digits and hyphens"),
            "Azure.Log.Name"),
        new("logs-local-auth", Logs, "features.disableLocalAuth", Requirements.True) { Profile = SecurityProfile.Production },
        new("logs-replication", Logs, "replication.enabled", Requirements.True,
            "Azure.Log.Replication") { Profile = SecurityProfile.Production },
        new("insights-profiler-storage", Insights, "forceCustomerStorageForProfiler", Requirements.True,
            "policy: 0c4bd2e8-8872-4f37-a654-03f6f38ddc76")
        {
            Profile = SecurityProfile.Production,
        },
        new("insights-public-ingestion", Insights, "publicNetworkAccessForIngestion", Requirements.OneOf("Disabled"),
            InsightsNetwork) { Profile = SecurityProfile.Production },
        new("insights-public-queries", Insights, "publicNetworkAccessForQuery", Requirements.OneOf("Disabled"),
            InsightsNetwork) { Profile = SecurityProfile.Production },
        new("logs-public-ingestion", Logs, "publicNetworkAccessForIngestion", Requirements.OneOf("Disabled"),
            LogsNetwork) { Profile = SecurityProfile.Production },
        new("logs-public-queries", Logs, "publicNetworkAccessForQuery", Requirements.OneOf("Disabled"),
            LogsNetwork) { Profile = SecurityProfile.Production },
        new("logs-query-key", Logs, "forceCmkForQuery", Requirements.True, "policy: fa298e57-9444-42ba-bf04-86e8470e32c7"),
        new("alert-key", Alert, "checkWorkspaceAlertsStorageConfigured", Requirements.True,
            "policy: 94c1f94d-33b0-4062-bd04-1cdc3e7eece2"),
        new("workbook-storage", Workbook, "storageUri", Requirements.Set, "policy: 6fc8115b-2008-441f-8c61-9b722c1e537f"),
    ];

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$")]
    private static partial Regex WorkspaceName();
}
