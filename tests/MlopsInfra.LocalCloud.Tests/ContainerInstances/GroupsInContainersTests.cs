using MlopsInfra.LocalCloud.Tests.ContainerRegistry;
using MlopsInfra.LocalCloud.Tests.Rest;
using MlopsInfra.LocalCloud.Tests.Workloads;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>
/// Images and groups where Docker executes, with a stand-in for its daemon: what is asked of it. None of this was seen by a real
/// daemon.
/// </summary>
public sealed class GroupsInContainersTests
{
    [Fact]
    public async Task An_image_is_built_by_Docker_and_run_as_it_says()
    {
        await using var docker = await StandInDocker.StartAsync();
        docker.ImageProgram = ["/bin/sh", "-c", "echo up on $PORT; exec sleep 600"];
        await using var scene = await GroupScene.StartOrSkipAsync(WorkloadExecutor.Container, docker.Address);
        await scene.BuildAsync();
        await scene.PutAsync(GroupScene.Body());

        await scene.UntilAsync(group => group.Container == "Running");
        await Eventually.FindAsync(async () => (await scene.LogAsync()).StartsWith("up on ", StringComparison.Ordinal)
            ? "up" : null);
        var removed = docker.Removed;
        await scene.PostAsync("stop");

        var image = Assert.Single(docker.Built, name => name.StartsWith("mlops-image:", StringComparison.Ordinal));
        Assert.Contains("crmlops.azurecr.io/scoring:1", docker.Built);
        var asked = Assert.Single(docker.Created);
        Assert.Equal((image, "host"), ((string?)asked["Image"], (string?)asked["HostConfig"]!["NetworkMode"]));
        // Its folder, its user and its program are the image's own.
        Assert.All(["Entrypoint", "WorkingDir", "User"], name => Assert.Null(asked[name]));
        Assert.Equal(removed + 1, docker.Removed);
    }

    [Fact]
    public async Task A_build_that_Docker_can_t_do_fails_with_its_words()
    {
        await using var docker = await StandInDocker.StartAsync();
        docker.BuildError = "The command '/bin/sh -c false' returned a non-zero code: 1";
        await using var rest = await BuildContextFiles.StartAsync(WorkloadExecutor.Container, docker.Address);

        var run = await BuildContextFiles.BuildAsync(rest, "scoring:1", ("Dockerfile", "FROM scratch\nRUN false\n"));

        Assert.Equal("Failed", (string?)run["status"]);
        Assert.Contains("returned a non-zero code: 1", (string?)run["runErrorMessage"], StringComparison.Ordinal);
    }
}
