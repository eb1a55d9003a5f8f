using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>A container group that runs, from its start to its end.</summary>
internal sealed class GroupRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ContainerPlace _place;
    private readonly Task _running;

    /// <summary>Starts it.</summary>
    /// <param name="group">The group.</param>
    /// <param name="folder">Its own folder.</param>
    /// <param name="services">What it is run with.</param>
    /// <param name="failed">Is told of what nobody expected.</param>
    public GroupRun(GroupDeclaration group, string folder, GroupServices services, Action<Exception> failed)
    {
        Group = group;
        _place = new ContainerPlace(group, folder, services);
        _place.Open();
        // What has to come first is tried until it has succeeded, unless nothing of the group is.
        var policy = group.RestartPolicy == "Never" ? "Never" : "OnFailure";
        InitContainers = [.. group.InitContainers.Select(each => new ContainerRun(each, policy, _place, services))];
        Containers = [.. group.Containers.Select(each => new ContainerRun(each, group.RestartPolicy, _place, services))];
        _running = Task.Run(() => RunAsync(failed));
    }

    /// <summary>The group.</summary>
    public GroupDeclaration Group { get; }

    /// <summary>What comes before its containers.</summary>
    public IReadOnlyList<ContainerRun> InitContainers { get; }

    /// <summary>Its containers.</summary>
    public IReadOnlyList<ContainerRun> Containers { get; }

    /// <summary>Whether it was stopped.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Whether nothing of it runs: its images are all outside of this cloud.</summary>
    public bool IsSimulated => Containers.All(container => container.IsSimulated);

    /// <summary>Its state, in Azure's words.</summary>
    public string State
    {
        get
        {
            if (IsStopped) return "Stopped";
            if (InitContainers.Any(container => container is { IsDone: true, Current.ExitCode: not 0 })) return "Failed";
            if (Containers.All(container => container.IsDone))
                return Containers.All(container => container.Current.ExitCode == 0) ? "Succeeded" : "Failed";
            return Containers.Any(container => container.Current.State == "Running" || container.Previous is not null)
                ? "Running" : "Pending";
        }
    }

    /// <summary>Ports of this machine for ports of the group.</summary>
    public IReadOnlyDictionary<int, int> Ports => _place.Ports;

    /// <summary>Ends it, and waits until nothing of it runs.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(Action<Exception> failed)
    {
        try
        {
            foreach (var container in InitContainers)
            {
                await container.RunAsync(_stop.Token);
                if (container.Current.ExitCode != 0 && !container.IsSimulated) return;
            }

            await Task.WhenAll(Containers.Select(container => container.RunAsync(_stop.Token)));
        }
        catch (Exception exception)
        {
            failed(exception);
        }
        finally
        {
            _place.Close();
        }
    }
}
