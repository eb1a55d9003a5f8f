using System.Text.RegularExpressions;

namespace MlopsInfra.Policies;

/// <summary>Application Insights and Log Analytics.</summary>
internal static partial class MonitoringRules
{
    private const string Insights = "azure-native:applicationinsights:Component";
    private const string Logs = "azure-native:operationalinsights:Workspace";

    public static IReadOnlyList<SecurityRule> All { get; } =
    [
        new("insights-workspace", Insights, "workspaceResourceId", Needs.Set, "Azure.AppInsights.Workspace"),
        new("insights-local-auth", Insights, "disableLocalAuth", Needs.True, "Azure.AppInsights.LocalAuth"),
        new("logs-name", Logs, "workspaceName", Needs.Matches(WorkspaceName(), "have 4 to 63 letters, digits and hyphens"), "Azure.Log.Name"),
        new("logs-local-auth", Logs, "features.disableLocalAuth", Needs.True) { Profile = SecurityProfile.Production },
        new("logs-replication", Logs, "replication.enabled", Needs.True, "Azure.Log.Replication") { Profile = SecurityProfile.Production },
    ];

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$")]
    private static partial Regex WorkspaceName();
}
