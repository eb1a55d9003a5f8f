using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Server;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>Container groups live as long as a server does, and come back with the next one.</summary>
public sealed class GroupLifetimeTests
{
    [Fact]
    public async Task Groups_end_with_their_server_and_start_with_the_next_one_unless_they_were_stopped()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body());
        var shown = await scene.UntilAsync(group => group.Container == "Running");
        await scene.AskAsync(shown, "/");

        await scene.Rest.Server.DisposeAsync();
        Assert.False(await scene.AnswersAsync(shown));

        await using (var next = await StartAsync(scene.Rest))
        {
            var groups = next.Application.Services.GetRequiredService<ContainerGroups>();
            var run = await Eventually.FindAsync(() =>
                Task.FromResult(groups.Find(GroupScene.Group) is { State: "Running" } found ? found : null));
            await Eventually.FindAsync(() => scene.AskPortAsync(run.Ports[5001], "/"));
            await groups.StopAsync(GroupScene.Group);
        }

        await using var last = await StartAsync(scene.Rest);
        var stopped = last.Application.Services.GetRequiredService<ContainerGroups>();
        await stopped.ReconcileAsync();
        Assert.Null(stopped.Find(GroupScene.Group));
        await stopped.RestartAsync(GroupScene.Group);
        await Eventually.FindAsync(() =>
            Task.FromResult(stopped.Find(GroupScene.Group) is { State: "Running" } found ? found : null));
    }

    [Fact]
    public async Task A_group_that_is_written_anew_runs_anew_and_new_tags_change_nothing()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body());
        var first = await scene.AskAsync(await scene.UntilAsync(group => group.Container == "Running"), "/env");
        var body = GroupScene.Body();

        body["tags"] = new JsonObject { ["release"] = "2" };
        await scene.PutAsync(body, status: 200);
        await scene.Rest.Server.Application.Services.GetRequiredService<ContainerGroups>().ReconcileAsync();
        var tagged = await scene.AskAsync(await scene.GetAsync(), "/env");
        body["properties"]!["containers"]![0]!["properties"]!["environmentVariables"] =
            JsonNode.Parse("""[{"name":"MODE","value":"new"}]""");
        await scene.PutAsync(body, status: 200);
        var changed = await Eventually.FindAsync(async () =>
            await scene.AskAsync(await scene.UntilAsync(group => group.Container == "Running"), "/env") is var answer
                && (string?)answer["MODE"] == "new" ? answer : null);

        Assert.Equal((string?)first["MLOPS_WORKLOAD"], (string?)tagged["MLOPS_WORKLOAD"]);
        Assert.NotEqual((string?)first["MLOPS_WORKLOAD"], (string?)changed["MLOPS_WORKLOAD"]);
    }

    private static Task<LocalCloudServer> StartAsync(RestCloud rest) => LocalCloudServer.StartAsync(rest.Cloud,
        new LocalCloudServerOptions { DataFolder = rest.Server.Options.DataFolder, Executor = WorkloadExecutor.Process },
        TestContext.Current.CancellationToken);
}
