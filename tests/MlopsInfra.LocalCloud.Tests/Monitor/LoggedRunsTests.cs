using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Rest.Faults;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Monitor;

/// <summary>
/// What becomes of runs of pipelines and of workflows is logged where diagnostic settings say, and nowhere else.
/// </summary>
public sealed class LoggedRunsTests
{
    private const string Logs = $"{RestCloud.Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops";
    private const string Workflow = $"{RestCloud.Group}/providers/Microsoft.Logic/workflows/logic-start";
    private const string Setting = "providers/Microsoft.Insights/diagnosticSettings/diag";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_fails_shows_in_the_log(bool isSent)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        if (isSent) await SendAsync(rest, RestCloud.Workspace);
        rest.Server.Options.Faults.Add(Fault.FailOperation(request => request.Path.Contains("/jobs/bad",
            StringComparison.Ordinal),
            "UserError", "exit code 3"));
        foreach (var name in (string[])["good", "bad"])
        {
            var job = $"{RestCloud.Workspace}/jobs/{name}";
            await rest.PutAsync(job,
                new { jobType = "Command", command = "true", computeId = $"{RestCloud.Workspace}/computes/cpu-cluster",
                environmentId = "azureml:AzureML-sklearn-1.5@latest" });
            while ((string?)(await rest.PropertiesAsync(job))["status"] is not ("Completed" or "Failed"))
            {
                // Each look moves a simulated job on.
            }
        }

        string[] expected = isSent ? ["bad|Failed|exit code 3|3", "good|Completed||3"] : [];
        Assert.Equal(expected, await AskAsync(rest, """
            AmlRunStatusChangedEvent
            | where RunId == RootRunId
            | summarize Statuses = count(), arg_max(TimeGenerated, Status, Message) by RunId
            | project RunId, Status, Message, Statuses
            | order by RunId asc
            """));
    }

    [Fact]
    public async Task A_workflow_that_fails_shows_in_the_log()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        await rest.SeedAsync(Workflow, """
            {"location":"westeurope","properties":{"definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#","contentVersion":"1.0.0.0",
             "triggers":{"manual":{"type":"Request","kind":"Http","inputs":{}}},
             "actions":{"bad":{"type":"Compose","runAfter":{},"inputs":"@triggerBody()['nothing']"}}}}}
            """);
        await SendAsync(rest, Workflow);
        var url = (string)(await rest.Cloud.Resources.PostAsync(ResourceId.Parse(Workflow), "listCallbackUrl", null, new(),
            TestContext.Current.CancellationToken))!["value"]!;
        using var content = new StringContent("{}", null, "application/json");
        await rest.Http(null).PostAsync(url, content, TestContext.Current.CancellationToken);
        Assert.Single(await Eventually.FindAsync(async () => await AskAsync(rest, """
            AzureDiagnostics
            | where ResourceProvider == 'MICROSOFT.LOGIC' and OperationName has 'workflowRunCompleted' and status_s == 'Failed'
            | where error_message_s has 'nothing'
            """) is { Length: > 0 } rows ? rows : null));
    }

    private static Task SendAsync(RestCloud rest, string resource) => rest.SeedAsync($"{resource}/{Setting}",
        $$$"""{"properties":{"workspaceId":"{{{Logs}}}","logs":[{"categoryGroup":"allLogs","enabled":true}]} }""");

    private static async Task<string[]> AskAsync(RestCloud rest, string query)
    {
        var (status, body, _) = await rest.SendAsync(HttpMethod.Post, $"{Logs}/query?api-version=2017-10-01",
            new JsonObject { ["query"] = query }.ToJsonString());
        Assert.True(status == 200, body?.ToJsonString());
        return [.. body!["tables"]![0]!["rows"]!.AsArray()
            .Select(row => string.Join('|', row!.AsArray().Select(value => $"{value}")))];
    }
}
