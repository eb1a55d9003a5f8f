using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Services.MachineLearning.Endpoints.Online;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning.Online;

/// <summary>Who may call an endpoint, and what becomes of its deployments in the course of time.</summary>
public sealed class OnlineLifeTests
{
    private const string Blue = $"{OnlineCloud.Endpoint}/deployments/blue";

    [Fact]
    public async Task Keys_are_taken_until_they_are_made_anew()
    {
        await using var cloud = await DeployedAsync();
        var keys = (await cloud.PostAsync(OnlineCloud.Endpoint, "listKeys"))!;
        await cloud.PostAsync(OnlineCloud.Endpoint, "regenerateKeys", new { keyType = "Primary" });
        var again = (await cloud.PostAsync(OnlineCloud.Endpoint, "listKeys"))!;

        var old = await cloud.ScoreAsync("0", (string)keys["primaryKey"]!);
        var made = await cloud.ScoreAsync("0", (string)again["primaryKey"]!);
        var second = await cloud.ScoreAsync("0", (string)keys["secondaryKey"]!);
        var without = await cloud.ScoreAsync("0", key: null);
        var token = await cloud.Rest.SendAsync(HttpMethod.Post, $"{OnlineCloud.Endpoint}/token?api-version={RestCloud.Version}");

        Assert.Equal((401, 200, 200, 401, 400), (old.Status, made.Status, second.Status, without.Status, token.Status));
        Assert.Null((await cloud.Rest.PropertiesAsync(OnlineCloud.Endpoint))["keys"]);
    }

    [Fact]
    public async Task Tokens_of_the_service_are_for_one_endpoint()
    {
        await using var cloud = await DeployedAsync("AMLToken");
        var token = (await cloud.PostAsync(OnlineCloud.Endpoint, "token"))!;

        var taken = await cloud.ScoreAsync("0", (string)token["accessToken"]!);
        var ofAzure = await cloud.ScoreAsync("0", cloud.Rest.Server.Tokens.Issue(Audiences.MachineLearning).Value);

        Assert.Equal((200, 401), (taken.Status, ofAzure.Status));
        Assert.Equal(12 * 3600, (long)token["expiryTimeUtc"]! - (long)token["refreshAfterTimeUtc"]!);
    }

    [Fact]
    public async Task Tokens_of_Entra_are_for_who_may_score()
    {
        await using var cloud = await DeployedAsync("AADToken");
        var principal = await cloud.Rest.IdentityAsync("id-app");
        string Token(string audience) => cloud.Rest.Server.Tokens.Issue(audience, principal).Value;

        var without = await cloud.ScoreAsync("0", Token(Audiences.MachineLearning));
        await cloud.Rest.GrantAsync(RestCloud.Workspace, principal, Role.DataScientist);
        var with = await cloud.ScoreAsync("0", Token(Audiences.MachineLearning));
        var other = await cloud.ScoreAsync("0", Token(Audiences.ResourceManager));

        Assert.Equal((403, 200, 401), (without.Status, with.Status, other.Status));
    }

    [Fact]
    public async Task Writes_are_answered_as_they_were_recorded()
    {
        await using var cloud = await DeployedAsync();
        var url = $"{OnlineCloud.Endpoint}?api-version={RestCloud.Version}";

        var put = await cloud.Rest.SendAsync(HttpMethod.Put, url,
            new { location = "westeurope", properties = new { authMode = "Key", traffic = new { blue = 0 } } });
        var shown = await cloud.Rest.PropertiesAsync(OnlineCloud.Endpoint);
        await cloud.TrafficAsync(new { blue = 100 });
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() =>
            cloud.Rest.Get(Blue).DeleteAsync(WaitUntil.Completed));

        Assert.Equal((201, "Updating", 100, $"{OnlineCloud.Host}/score"),
            (put.Status, (string?)put.Body!["properties"]!["provisioningState"],
                (int)put.Body["properties"]!["traffic"]!["blue"]!, (string?)put.Body["properties"]!["scoringUri"]));
        Assert.Equal(0, (int)shown["traffic"]!["blue"]!);
        Assert.Contains("still gets 100 % of the traffic", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_takes_over_without_a_request_lost()
    {
        await using var cloud = await DeployedAsync();
        var key = await cloud.KeyAsync();
        using var done = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            var answers = new List<(int Status, string Body)>();
            while (!done.IsCancellationRequested)
            {
                var (status, body, _) = await cloud.ScoreAsync("0", key);
                answers.Add((status, body));
            }

            return answers;
        });

        await cloud.DeployAsync("blue", OnlineCloud.Script.Replace("\"word\"", "\"now\"", StringComparison.Ordinal));
        var last = await cloud.ScoreAsync("0", key);
        await done.CancelAsync();

        Assert.All(await asking, answer => Assert.Equal(200, answer.Status));
        Assert.Contains("\"now\": \"red\"", last.Body, StringComparison.Ordinal);
        Assert.Single(cloud.Running);
    }

    [Fact]
    public async Task A_server_that_is_killed_is_started_again()
    {
        await using var cloud = await DeployedAsync();
        var key = await cloud.KeyAsync();
        var process = Deployments(cloud.Rest.Server).Find(ResourceId.Parse(Blue))!.Serving!;
        var port = process.Port;

        Process.Start("/bin/sh", ["-c", $"pkill -9 -f -- '--port {port}'"])!.WaitForExit();
        await Eventually.FindAsync(async () => process.Port != port && (await cloud.ScoreAsync("0", key)).Status == 200
            ? "" : null);

        Assert.Contains("started again", (string)(await cloud.PostAsync(Blue, "getLogs"))!["content"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_deployed_starts_again_with_the_server()
    {
        await using var cloud = await DeployedAsync();
        await cloud.Rest.Server.DisposeAsync();
        Assert.Empty(cloud.Running);

        await using var server = await LocalCloudServer.StartAsync(cloud.Rest.Cloud, new LocalCloudServerOptions
        {
            DataFolder = cloud.Rest.Server.Options.DataFolder,
            Executor = WorkloadExecutor.Process,
        });
        var running = await Eventually.FindAsync(() => Task.FromResult(Deployments(server).Find(ResourceId.Parse(Blue)) is
            { State: DeploymentState.Ready } found ? found : null));

        Assert.True(running.Serving!.IsReady);
    }

    [Fact]
    public async Task Requests_are_rows_of_the_workspaces_component()
    {
        await using var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync();
        await cloud.DeployAsync("blue", change: deployment => deployment["appInsightsEnabled"] = true);
        await cloud.TrafficAsync(new { blue = 100 });

        await cloud.ScoreAsync("0", await cloud.KeyAsync(), headers: ("x-request-id", "r-1"));

        var services = cloud.Rest.Server.Application.Services;
        var workspace = services.GetRequiredService<TelemetryComponents>()
            .ById($"{RestCloud.Group}/providers/Microsoft.Insights/components/appi-mlops")!.Workspace;
        var row = await Eventually.FindAsync(() => Task.FromResult(
            services.GetRequiredService<LogFiles>().Read(workspace, "AppRequests").SingleOrDefault()));
        Assert.Equal(("POST /score", "200", true, "ep-pump/blue", "r-1"),
            ((string?)row["Name"], (string?)row["ResultCode"], (bool)row["Success"]!, (string?)row["AppRoleName"],
                (string?)row["OperationId"]));
        Assert.Equal("blue", (string?)(row["Properties"] as JsonObject)!["deployment"]);
    }

    private static OnlineDeployments Deployments(LocalCloudServer server) =>
        server.Application.Services.GetRequiredService<OnlineDeployments>();

    private static async Task<OnlineCloud> DeployedAsync(string authMode = "Key")
    {
        var cloud = await OnlineCloud.StartAsync();
        await cloud.EndpointAsync(authMode);
        await cloud.DeployAsync("blue");
        await cloud.TrafficAsync(new { blue = 100 }, authMode);
        return cloud;
    }
}
