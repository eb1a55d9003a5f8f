using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>Mistakes of alerts, diagnostic settings and events.</summary>
internal static class MonitorMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

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
        new("an event type of another service", "InvalidRequest", async (azure, or) => await azure.AccountAnd(async account =>
        {
            await azure.Topic(account);
            await azure.EventSubscription(
                await azure.Workflow("""{"validationResponse":"@triggerBody()?[0]?['data']?['validationCode']"}"""),
                $$$""","filter":{"includedEventTypes":["{{{or["Microsoft.Storage.BlobCreated", "Microsoft.KeyVault.SecretNewVersionCreated"]}}}"]}""");
        })),
        new("a workflow that recurs in a way that there is none of", "InvalidTemplate",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("logic:Workflow", "workflow", $$$"""
            {{{{Placed}}},"workflowName":"logic","definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
             "triggers":{"nightly":{"type":"Recurrence","recurrence":{"frequency":"{{{or["Day", "Night"]}}}","interval":1} } },"actions":{} } }
            """))),
    ];

    private static Task LogAlert(CloudProgram azure, string query = "AppRequests", string comparison = "GreaterThan",
        string failing = "1") => azure.GroupAnd(async () =>
        await azure.Add("monitor:ScheduledQueryRule", "alert", $$$"""
            {{{{Placed}}},"ruleName":"alert","severity":2,"enabled":true,"evaluationFrequency":"PT5M","windowSize":"PT15M","scopes":["{{{await azure.Logs()}}}"],
             "criteria":{"allOf":[{"query":"{{{query}}}","timeAggregation":"Count","operator":"{{{comparison}}}","threshold":0,
              "failingPeriods":{"numberOfEvaluationPeriods":3,"minFailingPeriodsToAlert":{{{failing}}} } }]} }
            """));

    private static Task Setting(CloudProgram azure, string logs) =>
        azure.GroupAnd(async () => await azure.Add("monitor:DiagnosticSetting", "logs-of-vault",
        $$$"""{"resourceUri":"{{{await azure.Vault()}}}","name":"logs","workspaceId":"{{{await azure.Logs()}}}","logs":[{{{logs}}}] }"""));
}
