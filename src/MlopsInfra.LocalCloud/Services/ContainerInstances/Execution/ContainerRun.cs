using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>A container of a group that runs: pulled, started, probed, started again, as its group's policy says.</summary>
/// <param name="container">The container.</param>
/// <param name="policy">The restart policy: <c>Always</c>, <c>OnFailure</c>, <c>Never</c>.</param>
/// <param name="place">Makes what the container's processes are started with.</param>
/// <param name="services">What it is run with.</param>
internal sealed class ContainerRun(ContainerDeclaration container, string policy, ContainerPlace place, GroupServices services)
{
    // What a runtime of containers reports where there is no such program.
    private const int NotStarted = 128;

    private readonly BackOff _backOff = new();
    private readonly BackOff _pullBackOff = new();
    private string _digest = "";

    /// <summary>The container.</summary>
    public ContainerDeclaration Declaration { get; } = container;

    /// <summary>How it is.</summary>
    public ContainerState Current { get; private set; } = new("Waiting");

    /// <summary>How the last start of it ended.</summary>
    public ContainerState? Previous { get; private set; }

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Whether it ends here: no start follows.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether its image is outside of this cloud, so that it does not run.</summary>
    public bool IsSimulated { get; private set; }

    /// <summary>Whether its image can't be had.</summary>
    public bool IsWithoutImage { get; private set; }

    /// <summary>Whether its readiness probe is content; true where it has none.</summary>
    public bool IsReady { get; private set; }

    /// <summary>What happened to it.</summary>
    public ContainerEvents Events { get; } = new(services.Speed.Time);

    /// <summary>What it printed since it was last started; null before it was.</summary>
    public WorkloadLog? Log { get; private set; }

    /// <summary>Runs it until its policy ends it, or it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            if (await PullAsync(stop) is not { } image) return;
            while (true)
            {
                var started = services.Speed.Time.GetUtcNow();
                Current = await StartAsync(image, started, stop);
                Previous = Current;
                IsReady = false;
                if (stop.IsCancellationRequested || policy == "Never" || policy == "OnFailure" && Current.ExitCode == 0) break;
                await WaitForRestartAsync(started, stop);
                Restarts++;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (Current.State != "Terminated")
                Current = new ContainerState("Terminated", "Stopped") { Finished = services.Speed.Time.GetUtcNow() };
        }
        finally
        {
            IsDone = true;
            Log?.Dispose();
        }
    }

    private async Task<RecordedImage?> PullAsync(CancellationToken stop)
    {
        var name = Declaration.Image;
        while (true)
        {
            if (services.Images.RegistryOf(name) is not { } registry)
            {
                await SimulateAsync(
                    "Its image is outside of the local cloud, so the container is simulated: nothing runs.", stop);
                return null;
            }

            Events.Note("Pulling", $"pulling image \"{name}\"");
            if (services.Images.DigestOf(registry, name) is { } digest)
            {
                (IsWithoutImage, _digest) = (false, digest);
                Events.Note("Pulled", $"Successfully pulled image \"{name}\"");
                if (services.Images.Find(digest) is { } image) return image;
                await SimulateAsync(
                    "Its image was imported from outside of the local cloud and has no content here, so the "
                    + "container is simulated: nothing runs.", stop);
                return null;
            }

            IsWithoutImage = true;
            Events.Warn("Failed", $"Failed to pull image \"{name}\": manifest unknown: the registry has no image of this name");
            Events.Note("BackOff", $"Back-off pulling image \"{name}\"");
            Current = new ContainerState("Waiting", "ImagePullBackOff");
            await services.Speed.WaitAsync(_pullBackOff.Next(), stop);
        }
    }

    private async Task SimulateAsync(string why, CancellationToken stop)
    {
        IsSimulated = true;
        Events.Warn("Simulated", why);
        Current = new ContainerState("Running") { Started = services.Speed.Time.GetUtcNow() };
        await Task.Delay(Timeout.Infinite, stop);
    }

    private async Task<ContainerState> StartAsync(RecordedImage image, DateTimeOffset started, CancellationToken stop)
    {
        try
        {
            var spec = await place.SpecAsync(Declaration, _digest, image, Events, Restarts, stop);
            Log?.Dispose();
            Log = spec.Log;
            var workload = await services.Host.StartAsync(spec, stop);
            Current = new ContainerState("Running") { Started = started };
            Events.Note("Started", "Started container");
            var code = await WatchAsync(workload, spec, stop);
            return ContainerState.Ended(code == 0 ? "Completed" : "Error", started, services.Speed.Time.GetUtcNow(), code);
        }
        catch (WorkloadException exception)
        {
            Events.Warn("Failed", $"Error: failed to create containerd task: {exception.Message}");
            return ContainerState.Ended($"StartError: {exception.Message}", started, services.Speed.Time.GetUtcNow(), NotStarted);
        }
    }

    private async Task<int> WatchAsync(IWorkload workload, WorkloadSpec spec, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var unwell = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        IsReady = Declaration.Readiness is null;
        var probes = new[]
        {
            ProbeAsync(Declaration.Readiness, spec, why =>
            {
                IsReady = why is null;
                if (why is not null) Events.Warn("Unhealthy", $"Readiness probe failed: {why}");
            }, ended.Token),
            ProbeAsync(Declaration.Liveness, spec, why =>
            {
                if (why is null) return;
                Events.Warn("Unhealthy", $"Liveness probe failed: {why}");
                unwell.TrySetResult();
            }, ended.Token),
        };
        using var stopping = stop.Register(() => unwell.TrySetResult());
        try
        {
            if (await Task.WhenAny(workload.Exit, unwell.Task) == unwell.Task)
            {
                Events.Note("Killing", $"Killing container with name {Declaration.Name}");
                await workload.StopAsync();
            }

            return await workload.Exit;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(probes);
        }
    }

    private async Task ProbeAsync(ContainerProbe? probe, WorkloadSpec spec, Action<string?> changed, CancellationToken stop)
    {
        if (probe is null) return;
        try
        {
            var run = new ProbeRun(probe, place.PortOf(probe.Port), (command, token) => place.ExecAsync(command, spec, token));
            await run.RunAsync(changed, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Its container has ended.
        }
    }

    private async Task WaitForRestartAsync(DateTimeOffset started, CancellationToken stop)
    {
        // As the kubelet does: what ran for ten minutes is no crash loop.
        if (services.Speed.Time.GetUtcNow() - started > TimeSpan.FromMinutes(10)) _backOff.Reset();
        Current = new ContainerState("Waiting", "CrashLoopBackOff: Back-off restarting failed");
        Events.Warn("BackOff", "Back-off restarting failed container");
        await services.Speed.WaitAsync(_backOff.Next(), stop);
    }
}
