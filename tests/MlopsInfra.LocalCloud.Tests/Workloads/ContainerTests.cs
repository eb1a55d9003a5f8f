using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Containers;

namespace MlopsInfra.LocalCloud.Tests.Workloads;

/// <summary>
/// Containers, with a stand-in for Docker's daemon: what is asked of it. None of this was seen by a real daemon.
/// </summary>
public sealed class ContainerTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("mlops-container").FullName;

    [Fact]
    public async Task A_container_has_the_machines_network_and_its_folders_at_the_same_paths()
    {
        await using var docker = await StandInDocker.StartAsync();
        docker.Images.Add("r.azurecr.io/score:1");
        var log = Log();
        var workload = await Runner(docker.Address).StartAsync(Spec(log, "r.azurecr.io/score:1", "echo $GIVEN; pwd; exit 4"),
            TestContext.Current.CancellationToken);

        Assert.Equal(4, await workload.Exit.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal($"yes\n{_folder}", log.Tail(5));
        var asked = Assert.Single(docker.Created);
        Assert.Equal("host", (string?)asked["HostConfig"]!["NetworkMode"]);
        var binds = asked["HostConfig"]!["Binds"]!.AsArray().Select(each => (string)each!).ToList();
        Assert.Contains($"{_folder}:{_folder}", binds);
        Assert.Contains(binds, bind => bind.EndsWith("server.pem:ro", StringComparison.Ordinal));
        // The way to programs is the image's own.
        Assert.DoesNotContain(asked["Env"]!.AsArray(), each => ((string)each!).StartsWith("PATH=", StringComparison.Ordinal));
        Assert.Equal(1, docker.Removed);
    }

    [Fact]
    public async Task It_is_stopped_and_removed()
    {
        await using var docker = await StandInDocker.StartAsync();
        docker.Images.Add("image");
        var log = Log();
        var workload = await Runner(docker.Address).StartAsync(Spec(log, "image", "echo up; exec sleep 600"),
            TestContext.Current.CancellationToken);

        await workload.StopAsync();

        Assert.True(workload.Exit.IsCompleted);
        Assert.Equal(1, docker.Removed);
    }

    [Fact]
    public async Task An_image_that_is_not_here_is_no_reason_to_go_out_and_look_for_it()
    {
        await using var docker = await StandInDocker.StartAsync();

        var refused = await Assert.ThrowsAsync<WorkloadException>(() => Runner(docker.Address).StartAsync(
            Spec(Log(), "mcr.microsoft.com/azureml/x:1", "true"), TestContext.Current.CancellationToken));

        Assert.Contains("run 'docker pull mcr.microsoft.com/azureml/x:1' first", refused.Message, StringComparison.Ordinal);
        Assert.Empty(docker.Created);
    }

    [Fact]
    public async Task Without_a_daemon_it_says_so_and_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<WorkloadException>(() => Runner(new Uri($"unix://{_folder}/none.sock"))
            .StartAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("No Docker daemon answers here", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("'--executor process'.", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IWorkloadRunner Runner(Uri address)
    {
        var served = new ServedAt(new LocalCloudServerOptions { DataFolder = Path.Combine(_folder, "data") });
        served.Set(new Uri("https://localhost:1/"), "certificate");
        return new ContainerRunner(new DockerDaemon(address), served);
    }

    private WorkloadLog Log() => new(Path.Combine(_folder, "log", "log.txt"));

    private WorkloadSpec Spec(WorkloadLog log, string image, string command) => new()
    {
        Name = "test", Command = ["/bin/sh", "-c", command], Folder = _folder, Image = image, Log = log,
        Environment = new Dictionary<string, string> { ["GIVEN"] = "yes", ["PATH"] = "/usr/bin:/bin" },
    };
}
