using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>What a program may get wrong on alerts and diagnostic settings, and Azure's code for it.</summary>
internal static class MonitorMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

    private const string Learned = "\"criterionType\":\"DynamicThresholdCriterion\",\"alertSensitivity\":\"Low\"";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a log alert with the value of azure-native's enum", "InvalidRequestContent",
            (azure, or) => LogAlert(azure, comparison: or["GreaterThan", "gt"])),
        new("a log alert whose query can't be parsed", "BadRequest",
            (azure, or) => LogAlert(azure, query: or["AppRequests | where Success == false", "AppRequests | | where (Success"])),
        new("a log alert with more failing periods than periods", "BadRequest",
            (azure, or) => LogAlert(azure, failing: or["2", "4"])),
        // hashicorp/terraform-provider-azurerm 22210
        new("an alert on a metric that the account does not have", "BadRequest",
            async (azure, or) => await azure.AccountAnd(account => azure.Add("monitor:MetricAlert", "alert", $$$"""
            {"resourceGroupName":"rg","location":"global","ruleName":"alert","severity":2,"enabled":true,"evaluationFrequency":"PT5M","windowSize":"PT15M","scopes":["{{{account}}}"],
             "criteria":{"odataType":"Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria","allOf":[{"criterionType":"StaticThresholdCriterion","name":"c",
              "metricName":"{{{or["UsedCapacity", "UsedSpace"]}}}","operator":"GreaterThan","threshold":1,"timeAggregation":"Average"}]} }
            """))),
        // Azure/azure-rest-api-specs 22719
        new("a diagnostic setting with a category and a group of them", "BadRequest", (azure, or) =>
            Setting(azure,
                "{\"category\":\"AuditEvent\",\"enabled\":true}" + or["", ",{\"categoryGroup\":\"allLogs\",\"enabled\":true}"])),
        // Azure/avdaccelerator 473
        new("a new diagnostic setting with retention", "BadRequest", (azure, or) =>
            Setting(azure,
                $$$"""{"category":"AuditEvent","enabled":true,"retentionPolicy":{"enabled":{{{or["false", "true"]}}},"days":{{{or["0", "30"]}}} } }""")),
        new("a diagnostic category that the resource does not have", "BadRequest",
            async (azure, or) => await azure.GroupAnd(async () => await azure.Add("monitor:DiagnosticSetting", "logs-of-vault",
            $$$"""{"resourceUri":"{{{await azure.Vault()}}}","name":"logs","workspaceId":"{{{await azure.Logs()}}}","logs":[{"category":"{{{or["AuditEvent", "StorageRead"]}}}","enabled":true}] }"""))),
        // CDCgov/prime-reportstream 11773
        new("a log alert on a table that there is none of", "BadRequest",
            (azure, or) => LogAlert(azure, query: or["AppRequests", "AppRequest"] + " | where Success == false"))
        {
            Says = "Failed to resolve table or column expression named 'AppRequest'. Did you mean 'AppRequests'?",
        },
        // Azure/azure-powershell 17796
        new("a log alert that is mute for a time that Azure has not", "InvalidRequestContent",
            (azure, or) => LogAlert(azure, more: $",\"autoMitigate\":false,\"muteActionsDuration\":\"{or["PT1H", "PT12H"]}\""))
        {
            Says = "MuteActionsDuration of 720 minutes is not supported.",
        },
        new("an alert on anomalies with a sensitivity that Azure has not", "InvalidRequestContent",
            (azure, or) => Anomaly(azure, sensitivity: or["High", "VeryHigh"])),
        new("an alert on anomalies that wants more failing windows than it looks at", "BadRequest",
            (azure, or) => Anomaly(azure, failing: or["4", "5"])),
        new("an alert on anomalies of two metrics at once", "BadRequest",
            (azure, or) => Anomaly(azure, more: or["", "," + Criterion("requests/failed", "Medium", "4")])),
        new("an alert on a metric that Application Insights does not have", "BadRequest",
            (azure, or) => Anomaly(azure, metric: or["requests/duration", "requests/p95"])),
        new("a log alert with a learned threshold and an operator that has no side", "BadRequest",
            (azure, or) => LogAlert(azure, comparison: or["GreaterOrLessThan", "Equals"], threshold: Learned)),
        new("a log alert with a learned threshold and a number", "BadRequest",
            (azure, or) => LogAlert(azure, threshold: Learned + or["", ",\"threshold\":5"])),
    ];

    private static Task LogAlert(CloudProgram azure, string query = "AppRequests", string comparison = "GreaterThan",
        string failing = "1", string threshold = "\"threshold\":0", string more = "") => azure.GroupAnd(async () =>
        await azure.Add("monitor:ScheduledQueryRule", "alert", $$$"""
            {{{{Placed}}},"ruleName":"alert","severity":2,"enabled":true,"evaluationFrequency":"PT5M","windowSize":"PT15M","scopes":["{{{await azure.Logs()}}}"],
             "criteria":{"allOf":[{"query":"{{{query}}}","timeAggregation":"Count","operator":"{{{comparison}}}",{{{threshold}}},
              "failingPeriods":{"numberOfEvaluationPeriods":3,"minFailingPeriodsToAlert":{{{failing}}} } }]}{{{more}}} }
            """));

    private static Task Anomaly(CloudProgram azure, string metric = "requests/count", string sensitivity = "Medium",
        string failing = "3", string more = "") => azure.GroupAnd(async () =>
        await azure.Add("monitor:MetricAlert", "alert", $$$"""
            {"resourceGroupName":"rg","location":"global","ruleName":"alert","severity":3,"enabled":true,"evaluationFrequency":"PT5M","windowSize":"PT15M","scopes":["{{{await azure.Insights(await azure.Logs())}}}"],
             "criteria":{"odataType":"Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria","allOf":[{{{Criterion(metric, sensitivity, failing)}}}{{{more}}}]} }
            """));

    private static string Criterion(string metric, string sensitivity, string failing) => $$$"""
        {"criterionType":"DynamicThresholdCriterion","name":"{{{metric[9..]}}}","metricName":"{{{metric}}}","operator":"GreaterThan","alertSensitivity":"{{{sensitivity}}}",
         "timeAggregation":"Count","failingPeriods":{"numberOfEvaluationPeriods":4,"minFailingPeriodsToAlert":{{{failing}}} } }
        """;

    private static Task Setting(CloudProgram azure, string logs) =>
        azure.GroupAnd(async () => await azure.Add("monitor:DiagnosticSetting", "logs-of-vault",
        $$$"""{"resourceUri":"{{{await azure.Vault()}}}","name":"logs","workspaceId":"{{{await azure.Logs()}}}","logs":[{{{logs}}}] }"""));
}
