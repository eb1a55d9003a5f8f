using Docker.DotNet;
using Docker.DotNet.Models;

namespace MlopsInfra.LocalCloud.Workloads.Containers;

/// <summary>A container.</summary>
internal sealed class ContainerWorkload(IDockerClient docker, string id, WorkloadSpec spec) : IWorkload
{
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public Task<int> Exit => _exit.Task;

    /// <summary>Starts it; one that can't be started is removed again.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await docker.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken);
        }
        catch
        {
            await RemoveAsync();
            throw;
        }

        _ = RunAsync();
    }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        try
        {
            await docker.Containers.StopContainerAsync(id,
                new ContainerStopParameters { WaitBeforeKillSeconds = (uint)Math.Ceiling(spec.Grace.TotalSeconds) },
                CancellationToken.None);
        }
        catch (DockerContainerNotFoundException)
        {
            // It has ended and is removed.
        }

        await Exit;
    }

    private async Task RunAsync()
    {
        try
        {
            await PumpAsync();
            var ended = await docker.Containers.WaitContainerAsync(id, CancellationToken.None);
            await RemoveAsync();
            _exit.SetResult((int)ended.StatusCode);
        }
        catch (Exception exception)
        {
            // Whoever waits for it is told. What may still run of it is ended, if Docker answers.
            await TryRemoveAsync();
            _exit.SetException(new WorkloadException($"Docker lost the {spec.Name}: {exception.Message}", exception));
        }
    }

    private async Task PumpAsync()
    {
        using var output = await docker.Containers.GetContainerLogsAsync(id,
            new ContainerLogsParameters { Follow = true, ShowStdout = true, ShowStderr = true }, CancellationToken.None);
        var buffer = new byte[32 * 1024];
        while (await output.ReadOutputAsync(buffer, 0, buffer.Length, CancellationToken.None) is { EOF: false } read)
            spec.Log.Write(buffer.AsSpan(0, read.Count));
    }

    private async Task TryRemoveAsync()
    {
        try
        {
            await RemoveAsync();
        }
        catch (Exception exception) when (DockerDaemon.IsUnreachable(exception))
        {
            // The next server removes it when it starts.
        }
    }

    private Task RemoveAsync() => docker.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true },
        CancellationToken.None);
}
