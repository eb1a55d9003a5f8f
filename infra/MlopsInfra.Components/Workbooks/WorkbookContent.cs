using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MlopsInfra.Components;

/// <summary>What a workbook shows, from top to bottom.</summary>
internal sealed record WorkbookContent(IReadOnlyList<WorkbookItem> Items)
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The workbook of an environment. Parts about what the environment has not are left out.</summary>
    public static WorkbookContent For(bool container, bool cluster) => new(
    [
        new WorkbookText("intro",
            "What scoring was asked, how fast and how well it answered, whether its data has moved, and how training went."),
        new WorkbookTimeRange(),
        new WorkbookText("scoring", "## Scoring"),
        new WorkbookQuery("traffic", "Requests", LogQueries.Traffic, WorkbookChart.BarChart),
        new WorkbookQuery("latency", "Duration of requests in ms", LogQueries.Latency, WorkbookChart.LineChart),
        new WorkbookQuery("failures", "Failed requests", LogQueries.Failures, WorkbookChart.Table),
        new WorkbookQuery("exceptions", "Exceptions", LogQueries.Exceptions, WorkbookChart.Table),
        new WorkbookQuery("availability", "Availability in percent", LogQueries.Availability, WorkbookChart.LineChart, 100),
        .. container
            ? [new WorkbookQuery("container", "Log of the QA container", LogQueries.ContainerLog, WorkbookChart.Table, 100)]
            : Array.Empty<WorkbookItem>(),
        .. cluster ? ClusterItems : Array.Empty<WorkbookItem>(),
        .. DriftItems,
        new WorkbookText("training", "## Training"),
        new WorkbookQuery("runs", "Pipeline runs by day", LogQueries.Runs, WorkbookChart.BarChart),
        new WorkbookQuery("latest-runs", "Latest runs", LogQueries.LatestRuns, WorkbookChart.Table),
    ]);

    private static WorkbookItem[] DriftItems =>
    [
        new WorkbookText("drift-title",
            "## Drift\nWhat the pipeline `monitor_model` found: what was scored, compared with what the model was trained on. "
                + "Each report is kept in the container `monitoring`."),
        new WorkbookQuery("reports", "Reports and breaches by day", LogQueries.Reports, WorkbookChart.BarChart),
        new WorkbookQuery("drift-history", "Population stability index by day", LogQueries.DriftHistory, WorkbookChart.LineChart),
        new WorkbookQuery("drift-report", "The latest values", LogQueries.DriftReport, WorkbookChart.Table),
        new WorkbookQuery("collected", "Lines of logs by day", LogQueries.Collected, WorkbookChart.LineChart),
        new WorkbookText("shift-title",
            "What services send by themselves: the shift of each mean on the last day, in standard deviations of the two weeks "
                + "before. From 3 on, look at the data."),
        new WorkbookQuery("shift", "Features and predictions", LogQueries.Drift, WorkbookChart.Table, 100),
    ];

    private static WorkbookItem[] ClusterItems =>
    [
        new WorkbookQuery("cluster", "Pods and nodes that score", LogQueries.Cluster, WorkbookChart.LineChart),
        new WorkbookQuery("pods", "Pods that are not running", LogQueries.PodsNotRunning, WorkbookChart.Table),
    ];

    /// <summary>The JSON that Azure keeps.</summary>
    /// <param name="logAnalyticsId">ARM id of the Log Analytics workspace that queries ask.</param>
    public string ToJson(string logAnalyticsId) => new JsonObject
    {
        ["version"] = "Notebook/1.0",
        ["items"] = new JsonArray([.. Items.Select(item => item.ToJson(logAnalyticsId))]),
        ["fallbackResourceIds"] = new JsonArray(logAnalyticsId),
        ["$schema"] = "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
    }.ToJsonString(Format);
}
