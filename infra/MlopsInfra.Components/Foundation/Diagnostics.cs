using Pulumi;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace MlopsInfra.Components;

/// <summary>Diagnostic settings: what a resource sends to Log Analytics.</summary>
internal static class Diagnostics
{
    /// <summary>The metric category that most types have.</summary>
    public const string AllMetrics = "AllMetrics";

    /// <summary>The metric category of storage accounts and their services.</summary>
    public const string Transaction = "Transaction";

    private const string SettingName = "diag-log-analytics";

    /// <summary>Sends logs and metrics, if there is somewhere to send them to.</summary>
    public static void Send(
        MlopsComponent owner, string name, Input<string> resourceId, Input<string>? logAnalyticsId,
        string? logGroup = "allLogs", string? metrics = AllMetrics)
    {
        var args = new DiagnosticSettingArgs();
        if (logGroup is not null) args.Logs.Add(new DiagnosticsLogSettingsArgs { CategoryGroup = logGroup, Enabled = true });
        if (metrics is not null) args.Metrics.Add(new DiagnosticsMetricSettingsArgs { Category = metrics, Enabled = true });
        Declare(owner, name, resourceId, logAnalyticsId, args);
    }

    /// <summary>Sends some categories of logs, and all metrics: for what would cost too much to keep in full.</summary>
    public static void SendCategories(
        MlopsComponent owner, string name, Input<string> resourceId, Input<string>? logAnalyticsId,
        IEnumerable<string> categories,
        CustomResourceOptions? options = null)
    {
        var args = new DiagnosticSettingArgs();
        foreach (var category in categories)
            args.Logs.Add(new DiagnosticsLogSettingsArgs { Category = category, Enabled = true });
        args.Metrics.Add(new DiagnosticsMetricSettingsArgs { Category = AllMetrics, Enabled = true });
        Declare(owner, name, resourceId, logAnalyticsId, args, options);
    }

    private static void Declare(
        MlopsComponent owner, string name, Input<string> resourceId, Input<string>? logAnalyticsId, DiagnosticSettingArgs args,
        CustomResourceOptions? options = null)
    {
        if (logAnalyticsId is null) return;
        args.Name = SettingName;
        args.ResourceUri = resourceId;
        args.WorkspaceId = logAnalyticsId;
        owner.Declare($"{name}-diagnostics", args, (n, a, o) => new DiagnosticSetting(n, a, o), options);
    }
}
