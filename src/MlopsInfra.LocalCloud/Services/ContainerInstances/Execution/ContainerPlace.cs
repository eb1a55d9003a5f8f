using System.Collections.Concurrent;
using System.Globalization;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalCloud.Workloads.Python;
using MlopsInfra.LocalCloud.Workloads.Serving;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>
/// Where the containers of one group run: its folder, its ports, its volumes, its identity. Containers of a group share the
/// loopback address, as they do in Azure.
/// </summary>
/// <param name="group">The group.</param>
/// <param name="folder">Its own folder.</param>
/// <param name="services">What it is run with.</param>
internal sealed class ContainerPlace(GroupDeclaration group, string folder, GroupServices services)
{
    // The containers of a group start side by side.
    private readonly ConcurrentDictionary<int, int> _ports = new();
    private readonly ConcurrentDictionary<string, ImageRoot> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdentityGrant> _grants = new(StringComparer.Ordinal);
    private readonly GroupVolumes _volumes = new(group, Path.Combine(folder, "volumes"));

    /// <summary>Ports of this machine for ports of the group.</summary>
    public IReadOnlyDictionary<int, int> Ports => _ports;

    /// <summary>The port of this machine for a port of the group.</summary>
    public int PortOf(int port) => _ports.GetValueOrDefault(port, port);

    /// <summary>Takes the ports that the group declares, and begins with empty volumes.</summary>
    public void Open()
    {
        _volumes.Clear();
        foreach (var port in group.All.SelectMany(container => container.Ports).Distinct())
            _ports[port] = PortLease.Take(port);
    }

    /// <summary>What a container is started with.</summary>
    /// <exception cref="WorkloadException">It can't be started.</exception>
    public Task<WorkloadSpec> SpecAsync(ContainerDeclaration container, string digest, RecordedImage image,
        ContainerEvents events,
        int number, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder, InnerPaths.FileName(container.Name));
        var file = Path.Combine(own, string.Create(CultureInfo.InvariantCulture, $"log-{number % 2}.txt"));
        return services.Host.InContainers ? Task.FromResult(ContainerSpec(container, digest, image, events, own, file))
            : ProcessSpecAsync(container, image, events, own, file, cancellationToken);
    }

    private WorkloadSpec ContainerSpec(ContainerDeclaration container, string digest, RecordedImage image, ContainerEvents events,
        string own, string file)
    {
        PrivateFiles.CreateFolder(own);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        SetPort(environment, container, image, events);
        Apply(container, environment, ContainerCommand.Environment(container, _ports));
        return new WorkloadSpec
        {
            Name = NameOf(container),
            Command = ContainerCommand.InContainer(container.Command, _ports),
            Folder = own,
            Environment = environment,
            Log = new WorkloadLog(file) { Lines = services.Logs.Of(group, container) },
            Grace = WorkloadSpec.GraceOfServer,
            Image = ImageManifest.DockerTag(digest),
            Mounts = container.Mounts.ToDictionary(mount => mount.Path, mount => _volumes.FolderOf(mount.Volume, events)),
        };
    }

    private async Task<WorkloadSpec> ProcessSpecAsync(ContainerDeclaration container, RecordedImage image, ContainerEvents events,
        string own, string file, CancellationToken cancellationToken)
    {
        if (!_roots.TryGetValue(container.Name, out var root))
        {
            root = new ImageRoot(image, Path.Combine(own, "root"));
            await root.LayOutAsync(services.Images, cancellationToken);
            foreach (var mount in container.Mounts) root.Link(mount.Path, _volumes.FolderOf(mount.Volume, events));
            _roots[container.Name] = root;
        }

        var environment = await EnvironmentAsync(container, image, root, own, events, cancellationToken);
        var command = ContainerCommand.Resolve(ContainerCommand.Of(container.Command, image, root, _ports), environment["PATH"],
            root.WorkingDirectory);
        return new WorkloadSpec
        {
            Name = NameOf(container),
            Command = command,
            Folder = root.WorkingDirectory,
            Environment = environment,
            Log = new WorkloadLog(file) { Lines = services.Logs.Of(group, container) },
            Grace = WorkloadSpec.GraceOfServer,
        };
    }

    /// <summary>Runs a command beside a container's process.</summary>
    /// <returns>Whether it ended with 0.</returns>
    public async Task<bool> ExecAsync(IReadOnlyList<string> command, WorkloadSpec container, CancellationToken cancellationToken)
    {
        using var log = new WorkloadLog(container.Log.Path + ".probe", limit: 64 * 1024);
        try
        {
            var words = services.Host.InContainers ? command
                : ContainerCommand.Resolve(command, container.Environment["PATH"], container.Folder);
            var spec = container with { Name = $"probe of {container.Name}", Command = words, Log = log };
            var workload = await services.Host.StartAsync(spec, cancellationToken);
            await using var stopping = cancellationToken.Register(() => _ = workload.StopAsync());
            return await workload.Exit == 0 && !cancellationToken.IsCancellationRequested;
        }
        catch (WorkloadException)
        {
            // A probe that can't be started is a probe that fails.
            return false;
        }
    }

    /// <summary>Gives everything back once nothing of the group runs.</summary>
    public void Close()
    {
        foreach (var grant in _grants.Values) grant.Dispose();
        PortLease.Return(_ports.Values);
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(ContainerDeclaration container, RecordedImage image,
        ImageRoot root,
        string own, ContainerEvents events, CancellationToken cancellationToken)
    {
        var wanted = await ImagePackages.OfAsync(image, services.Images, cancellationToken);
        var python = await services.Pythons.BestAsync(wanted);
        // The inference server is not missed: there is another one.
        var missed = wanted.Where(package => package.Name != InferenceServerCommand.Package).ToList();
        if (python is not null && PackageDifferences.Between(container.Image, missed, python) is { } difference)
            events.Warn("PackagesDiffer", difference);
        var environment = WorkloadEnvironment.Create(own, python);
        services.Server.AddTo(own, wanted, python);
        SetPort(environment, container, image, events);
        ReplayedTime.AddTo(environment);
        var path = environment["PATH"];
        Apply(container, environment, ContainerCommand.Environment(container, image, root, _ports));
        // The programs of the machine come after those of the image, which stand on a base that is not here.
        if (environment["PATH"] != path) environment["PATH"] = $"{environment["PATH"].Trim(':')}:{path}";
        return environment;
    }

    private string NameOf(ContainerDeclaration container) =>
        $"container '{container.Name}' of group '{group.Id[(group.Id.LastIndexOf('/') + 1)..]}'";

    private void SetPort(Dictionary<string, string> environment, ContainerDeclaration container, RecordedImage image,
        ContainerEvents events)
    {
        var exposed = image.Configuration.ExposedPorts.Where(port => port.EndsWith("/tcp", StringComparison.Ordinal))
            .Select(port => int.Parse(port.Split('/')[0], CultureInfo.InvariantCulture));
        if (container.Ports.Concat(exposed).Cast<int?>().FirstOrDefault() is { } first)
            environment["PORT"] = Take(first, events).ToString(CultureInfo.InvariantCulture);
    }

    private void Apply(ContainerDeclaration container, Dictionary<string, string> environment,
        IEnumerable<KeyValuePair<string, string>> declared)
    {
        var grant =
            services.Environment.Apply(environment, declared, services.Identities.Of(group.Id), TokenForm.InstanceMetadata,
            group.Id);
        lock (_grants)
        {
            // Its last start has ended.
            if (_grants.Remove(container.Name, out var before)) before.Dispose();
            _grants[container.Name] = grant;
        }
    }

    private int Take(int port, ContainerEvents events)
    {
        lock (_ports)
        {
            if (!_ports.TryGetValue(port, out var here)) _ports[port] = here = PortLease.Take(port);
            if (here != port)
                events.Warn("PortMapped", $"Port {port} is taken on this machine: PORT={here} tells the container another one, "
                    + "which its group's address shows.");
            return here;
        }
    }
}
