using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.LogicApps;

/// <summary>What Resource Manager tells of a workflow: triggers, their history, runs, versions, its state.</summary>
public sealed class WorkflowRoutesTests
{
    private const string Workflow = $"{RestCloud.Group}/providers/Microsoft.Logic/workflows/logic-pump";
    private const string Version = "api-version=2019-05-01";

    [Fact]
    public async Task A_workflow_that_is_called_tells_so_and_takes_no_call_when_it_is_disabled()
    {
        await using var rest = await RestCloud.StartAsync();
        await rest.SeedAsync(RestCloud.Group, """{"location":"westeurope"}""");
        await rest.SeedAsync(Workflow, """
            {"location":"westeurope","properties":{"definition":{"$schema":"https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#","contentVersion":"1.0.0.0",
             "triggers":{"onCall":{"type":"Request","kind":"Http","inputs":{"schema":{"type":"object"}}}},
             "actions":{"answer":{"type":"Response","runAfter":{},"inputs":{"statusCode":200,"body":"@triggerBody()"}}}}}}
            """);
        var address = (string)(await AskAsync(rest, HttpMethod.Post, "/triggers/onCall/listCallbackUrl"))["value"]!;

        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Post, address, new { pump = 7 })).Status);
        Assert.Equal(["onCall"], Names(await AskAsync(rest, HttpMethod.Get, "/triggers")));
        Assert.Equal("""{"type":"object"}""", (string?)(await AskAsync(rest, HttpMethod.Get, "/triggers/onCall/schemas/json"))["content"]);
        var runs = Names(await AskAsync(rest, HttpMethod.Get, "/runs", "&$filter=status eq 'Succeeded'"));
        Assert.Equal(runs, Names(await AskAsync(rest, HttpMethod.Get, "/triggers/onCall/histories")));
        Assert.Empty(Names(await AskAsync(rest, HttpMethod.Get, "/runs", "&$filter=status eq 'Failed'")));
        var version = Assert.Single(Names(await AskAsync(rest, HttpMethod.Get, "/versions")));
        Assert.Equal(version, (string?)(await AskAsync(rest, HttpMethod.Get, $"/versions/{version}"))["properties"]!["version"]);

        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Post, $"{Workflow}/disable?{Version}")).Status);
        Assert.Equal(404, (await rest.SendAsync(HttpMethod.Post, address, new { pump = 7 })).Status);
        Assert.Equal("Disabled", (string?)(await AskAsync(rest, HttpMethod.Get, "/triggers/onCall"))["properties"]!["state"]);
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Post, $"{Workflow}/enable?{Version}")).Status);
        Assert.Equal(200, (await rest.SendAsync(HttpMethod.Post, address, new { pump = 7 })).Status);
    }

    private static List<string?> Names(JsonNode list) => [.. list["value"]!.AsArray().Select(each => (string?)each!["name"])];

    private static async Task<JsonNode> AskAsync(RestCloud rest, HttpMethod method, string path, string query = "")
    {
        var (status, body, _) = await rest.SendAsync(method, $"{Workflow}{path}?{Version}{query}");
        Assert.True(status == 200, body?.ToJsonString());
        return body!;
    }
}
