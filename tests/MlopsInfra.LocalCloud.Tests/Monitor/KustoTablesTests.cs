using MlopsInfra.LocalCloud.Services.Monitor;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Which tables a query reads, as far as it shows; and which of them are there.</summary>
public class KustoTablesTests
{
    [Theory]
    [InlineData("AppRequests", "AppRequests")]
    [InlineData("AppRequests | summarize n = count() by Name, ResultCode | where n > 1", "AppRequests")]
    [InlineData("let slow = 5; AppRequests // | Perf\n| where DurationMs > slow", "AppRequests")]
    [InlineData("let all = AppRequests | take 1; all | count", "AppRequests")]
    [InlineData("AppRequests | join kind=inner hint.strategy=broadcast (AppTraces | take 1) on OperationId",
        "AppRequests AppTraces")]
    [InlineData("AppRequests | join kind=inner AppTraces on OperationId", "AppRequests AppTraces")]
    [InlineData("union AppRequests, AppTraces | where Name in (Perf | project Computer)", "AppRequests AppTraces Perf")]
    [InlineData("AppRequests | union withsource=T Perf, (AppTraces | take 1)", "AppRequests AppTraces Perf")]
    [InlineData("union isfuzzy=true AppMetrics", "")]
    [InlineData("union App* | count", "")]
    [InlineData("let f = (T:(x:int)) { T | take 1 }; f(AppRequests) | count", "")]
    [InlineData("AppRequests | as all | join (all | take 1) on Id", "AppRequests")]
    [InlineData("search 'AppRequests | Perf'", "")]
    [InlineData("workspace('other').Heartbeat | count", "")]
    [InlineData("datatable(a:int) [1, 2] | fork (count) (where a > 1 | count)", "")]
    public void What_a_query_reads_for_sure(string query, string tables) =>
        Assert.Equal(tables, string.Join(' ', KustoTables.In(query).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("AppRequest", "Did you mean 'AppRequests'?")]
    [InlineData("apprequests", "Did you mean 'AppRequests'?")]
    [InlineData("requests", "SEM0100: Failed to resolve table or column expression named 'requests'.")]
    [InlineData("Drift_CL | where Score > 1", "'Drift_CL'.")]
    public void A_workspace_has_no_such_table(string query, string says)
    {
        using var azure = TestCloud.WithGroup();
        var refusal = azure.PutRefused(TestCloud.In("Microsoft.Insights/scheduledQueryRules", "alert"),
            MonitorScenes.LogAlert(Scenes.Logs(azure), query));
        Assert.Equal((400, "BadRequest", "properties.criteria.allOf[0].query"),
            (refusal.Status, refusal.Code, refusal.Target));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_and_functions_of_ones_own_are_there_once_they_are_made()
    {
        using var azure = TestCloud.WithGroup();
        var logs = Scenes.Logs(azure);
        azure.Put($"{logs}/tables/Drift_CL",
            """{"properties":{"schema":{"name":"Drift_CL","columns":[{"name":"TimeGenerated","type":"datetime"}]}}}""");
        azure.Put($"{logs}/savedSearches/late",
            """{"properties":{"category":"f","displayName":"late","query":"AppRequests","functionAlias":"LateRequests"}}""");
        foreach (var query in (ReadOnlySpan<string>)["Drift_CL | count", "LateRequests | count"])
            azure.Put(TestCloud.In("Microsoft.Insights/scheduledQueryRules", "alert"), MonitorScenes.LogAlert(logs, query));
        // Application Insights has its tables under their first names.
        azure.Put(TestCloud.In("Microsoft.Insights/scheduledQueryRules", "alert-requests"),
            MonitorScenes.LogAlert(Scenes.Insights(azure), "requests | count"));
    }
}
