using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace MlopsInfra.LocalCloud.Workloads.Containers;

/// <summary>
/// Executes workloads in containers. They have the machine's network, so that this cloud's loopback addresses answer them, and
/// the folders that they work in at the same paths as outside.
/// </summary>
internal sealed class ContainerRunner(DockerDaemon docker, ServedAt served) : IWorkloadRunner
{
    /// <summary>The label of containers that a local cloud started; its value is the certificate of the server, which is in its
    /// data folder.</summary>
    public const string Label = "mlops.local-cloud";

    /// <inheritdoc/>
    public async Task<IWorkload> StartAsync(WorkloadSpec spec, CancellationToken cancellationToken)
    {
        var image = spec.Image ?? throw new WorkloadException($"The {spec.Name} names no image, which a container needs.");
        await RequireImageAsync(spec, image, cancellationToken);
        try
        {
            var container = await docker.Client.Containers.CreateContainerAsync(ParametersOf(spec, image), cancellationToken);
            var workload = new ContainerWorkload(docker.Client, container.ID, spec);
            await workload.StartAsync(cancellationToken);
            return workload;
        }
        catch (DockerApiException exception)
        {
            throw new WorkloadException($"Docker refuses to start the {spec.Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Removes containers that an earlier server left behind, as one does that was killed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await docker.RequireAsync(cancellationToken);
        var found = await docker.Client.Containers.ListContainersAsync(new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["label"] = new Dictionary<string, bool> { [$"{Label}={served.CertificateFile}"] = true },
            },
        }, cancellationToken);
        foreach (var container in found)
            await docker.Client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true },
                cancellationToken);
    }

    private async Task RequireImageAsync(WorkloadSpec spec, string image, CancellationToken cancellationToken)
    {
        try
        {
            await docker.Client.Images.InspectImageAsync(image, cancellationToken);
        }
        catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            throw new WorkloadException(
                $"The {spec.Name} needs the image '{image}', which Docker does not have here. The local cloud "
                + $"reaches no registry outside: run 'docker pull {image}' first.", exception);
        }
    }

    private CreateContainerParameters ParametersOf(WorkloadSpec spec, string image) => new()
    {
        Image = image,
        Entrypoint = spec.Command.Count > 0 ? [.. spec.Command] : null!,
        WorkingDir = spec.Mounts is null ? spec.Folder : null!,
        // The way to programs is the image's own.
        Env = [.. spec.Environment.Where(pair => pair.Key != "PATH").Select(pair => $"{pair.Key}={pair.Value}")],
        // What it writes belongs to who runs the local cloud.
        User = spec.Mounts is null ? Owner()! : null!,
        Labels = new Dictionary<string, string> { [Label] = served.CertificateFile },
        HostConfig = new HostConfig
        {
            NetworkMode = "host",
            // Ends what a process leaves behind.
            Init = true,
            Binds =
            [
                .. spec.Mounts?.Select(mount => $"{mount.Value}:{mount.Key}")
                    ?? spec.Folders.Prepend(spec.Folder).Distinct().Select(folder => $"{folder}:{folder}"),
                .. ((string[])[served.CertificateFile, TrustBundle.Of(served.CertificateFile)]).Distinct()
                    .Select(file => $"{file}:{file}:ro"),
            ],
        },
    };

    // Elsewhere than on Linux, Docker itself maps who owns a file.
    private static string? Owner()
    {
        if (!OperatingSystem.IsLinux()) return null;
        var ids = File.ReadLines("/proc/self/status").Select(line => line.Split('\t'))
            .Where(parts => parts[0] is "Uid:" or "Gid:").ToDictionary(parts => parts[0], parts => parts[1]);
        return $"{ids["Uid:"]}:{ids["Gid:"]}";
    }
}
