using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>What deployments log can be asked for in the Log Analytics workspace of their workspace's component.</summary>
public sealed class OnlineLogTests
{
    private const string Logs = $"{RestCloud.Group}/providers/Microsoft.OperationalInsights/workspaces/log-mlops";

    private const string Script = """
        import logging, sys
        def init():
            print("model is", "there")
        def run(data):
            print("asked for", data)
            logging.warning("of the root logger")
            print("on the other stream", file=sys.stderr)
            if data == "2": raise ValueError("two is too much")
            print("a table\n  a  b\n0 1  2")
            return data
        """;

    [Fact]
    public async Task What_a_script_prints_and_raises_is_in_the_component_with_its_deployment()
    {
        await using var cloud = await DeployedAsync(deployment => deployment["appInsightsEnabled"] = true);

        var printed = await AskAsync(cloud, "AppTraces | order by TimeGenerated asc "
            + "| project Message, SeverityLevel, AppRoleName, Deployment = tostring(Properties.deployment)", 4);
        Assert.Equal(["model is there", "asked for 1", "a table\n  a  b\n0 1  2", "asked for 2"],
            printed.Select(row => (string?)row![0]));
        Assert.All(printed, row => Assert.Equal("""[1,"ep-pump/blue","blue"]""", new JsonArray(
            [.. row!.AsArray().Skip(1).Select(value => value!.DeepClone())]).ToJsonString()));
        var raised = await AskAsync(cloud, "AppExceptions | where tostring(Details) has 'two is too much' "
            + "| project ExceptionType, SeverityLevel, AppRoleName", 1);
        Assert.Equal("""["UserScriptException",3,"ep-pump/blue"]""", raised[0]!.ToJsonString());
        Assert.Single(await AskAsync(cloud, "AppRequests | where Success == false and AppRoleName == 'ep-pump/blue'", 1));
    }

    [Fact]
    public async Task All_that_a_deployment_prints_is_in_the_workspace_that_a_diagnostic_setting_of_its_endpoint_names()
    {
        await using var cloud = await DeployedAsync(_ => { }, async rest => await rest.SeedAsync(
            $"{OnlineCloud.Endpoint}/providers/Microsoft.Insights/diagnosticSettings/all",
            $$"""{"properties":{"workspaceId":"{{Logs}}","logs":[{"categoryGroup":"allLogs","enabled":true}]} }"""));

        var rows =
            await AskAsync(cloud, "AmlOnlineEndpointConsoleLog | where Message has 'other stream' or Message has 'root logger' "
            + "| project DeploymentName, ContainerName, InstanceId, Message", 4);
        Assert.Contains("""["blue","inference-server","ep-pump-blue","WARNING:root:of the root logger"]""",
            rows.Select(row => row!.ToJsonString()));
        Assert.Empty(await AskAsync(cloud, "AppTraces", 0));
    }

    private static async Task<OnlineCloud> DeployedAsync(Action<JsonObject> change, Func<RestCloud, Task>? before = null)
    {
        var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        if (before is not null) await before(cloud.Rest);
        await cloud.DeployAsync("blue", Script, change);
        await cloud.TrafficAsync(new { blue = 100 });
        var key = await cloud.KeyAsync();
        Assert.Equal(200, (await cloud.ScoreAsync("1", key)).Status);
        Assert.Equal(424, (await cloud.ScoreAsync("2", key)).Status);
        return cloud;
    }

    private static Task<JsonArray> AskAsync(OnlineCloud cloud, string query, int wanted) => Eventually.FindAsync(async () =>
    {
        var (status, body, _) =
            await cloud.Rest.SendAsync(HttpMethod.Post, $"{Logs}/query?api-version=2017-10-01", new { query });
        Assert.True(status == 200, body?.ToJsonString());
        return body!["tables"]![0]!["rows"]!.AsArray() is var rows && rows.Count >= wanted ? rows : null;
    });
}
