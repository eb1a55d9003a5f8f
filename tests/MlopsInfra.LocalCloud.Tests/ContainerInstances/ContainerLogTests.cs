using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>What containers print can be asked for in the workspace that their group names.</summary>
public sealed class ContainerLogTests
{
    private const string Logs = $"{RestCloud.Group}/providers/Microsoft.OperationalInsights/workspaces/log-groups";

    [Fact]
    public async Task What_a_container_prints_is_in_the_workspace_of_its_group()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.Rest.SeedAsync(Logs, """{"location":"westeurope","properties":{"sku":{"name":"PerGB2018"}}}""");
        await scene.BuildAsync();
        var body = GroupScene.Body();
        body["properties"]!["diagnostics"] = new JsonObject
        {
            ["logAnalytics"] = new JsonObject
            {
                ["workspaceId"] = (string)scene.Rest.Cloud.Resources.Find(ResourceId.Parse(Logs))!["properties"]!["customerId"]!,
                ["workspaceKey"] = "a2V5", ["logType"] = "ContainerInstanceLogs",
            },
        };
        await scene.PutAsync(body);
        var shown = await scene.UntilAsync(group => group is { State: "Running", Container: "Running" });
        await scene.AskAsync(shown, "/env");
        await scene.ScoreAsync(shown, "[1, 2]");

        var rows = await Eventually.FindAsync(() => AskAsync(scene.Rest));
        Assert.Equal("""["ci-scoring","scoring","crmlops.azurecr.io/scoring:1","scored [1, 2]"]""", rows);
    }

    private static async Task<string?> AskAsync(RestCloud rest)
    {
        var (status, body, _) = await rest.SendAsync(HttpMethod.Post, $"{Logs}/query?api-version=2017-10-01", new
        {
            query = "ContainerInstanceLog_CL | where Message has 'scored' "
                + "| project ContainerGroup_s, ContainerName_s, ContainerImage_s, Message",
        });
        Assert.True(status == 200, body?.ToJsonString());
        return body!["tables"]![0]!["rows"]!.AsArray() is [var row] ? row!.ToJsonString() : null;
    }
}
