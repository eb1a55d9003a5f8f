using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>What container groups say where something does not run.</summary>
public sealed class GroupFailureTests
{
    [Fact]
    public async Task A_command_that_is_not_there_is_said_and_runs_nothing()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body(policy: "Never", container: """{"command":["no-such-program"]}"""));

        var ended = new GroupView(await scene.UntilAsync(group => group.State == "Failed"));

        Assert.Equal(("Terminated", 128), (ended.Container, ended.ExitCode));
        Assert.Contains("exec: \"no-such-program\": executable file not found in $PATH", ended.Messages,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_refused_and_pulled_once_it_is_where_a_program_made_the_group()
    {
        await using var scene = await GroupScene.StartOrSkipAsync();
        var refused = await scene.Rest.SendAsync(HttpMethod.Put, $"{GroupScene.Group}?api-version=2025-09-01", GroupScene.Body());
        Assert.Equal((400, "InaccessibleImage"), (refused.Status, (string?)refused.Body!["error"]!["code"]));
        await scene.Rest.SeedAsync(GroupScene.Group, GroupScene.Body().ToJsonString());

        var waiting = new GroupView(await scene.UntilAsync(group => group.Detail == "ImagePullBackOff"));
        await scene.BuildAsync();

        Assert.Equal(("Pending", "Failed", "Waiting"), (waiting.State, waiting.Provisioning, waiting.Container));
        Assert.Contains("Failed to pull image", waiting.Messages, StringComparison.Ordinal);
        var running = await scene.UntilAsync(group => group is { State: "Running", Provisioning: "Succeeded" });
        await scene.AskAsync(running, "/");
    }

    [Theory]
    [InlineData(WorkloadExecutor.Process, "mcr.microsoft.com/azuredocs/aci-helloworld",
        "is outside of the local cloud, so the container is simulated")]
    [InlineData(WorkloadExecutor.Simulate, "crmlops.azurecr.io/scoring:1", "executor 'simulate'")]
    public async Task What_is_not_run_says_so(WorkloadExecutor executor, string image, string because)
    {
        await using var scene = await GroupScene.StartOrSkipAsync(executor);
        await scene.PutAsync(GroupScene.Body(image));

        var shown = await scene.UntilAsync(group => group.State == "Running");

        var notice = Assert.Single(shown["properties"]!["instanceView"]!["events"]!.AsArray())!;
        Assert.Equal("Simulated", (string?)notice["name"]);
        Assert.Contains(because, (string?)notice["message"], StringComparison.Ordinal);
    }
}
